import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { utf8 } from '../../../../src/crypto/bytes.js';
import { activationPath } from '../../../../src/protocol/activation.js';
import { padJson } from '../../../../src/protocol/json.js';
import { operationPath } from '../../../../src/protocol/operation-message.js';
import { statusPath } from '../../../../src/protocol/status.js';
import { syncPath } from '../../../../src/protocol/sync.js';
import type { TestService } from '../../../support/services/test-service.js';
import type { Json } from '../../support/tokens/token-answers.js';
import type { Door } from '../../support/tokens/token-door.js';
import { rightPin, stretched, startEnrolled } from '../../support/tokens/enrolled-token.js';
import { bend, hostileValues } from '../../support/messages/hostile-values.js';
import { activationOf, type ActivationDraft } from '../../support/tokens/raw-activation.js';
import { coreOf, RawToken } from '../../support/tokens/raw-token.js';
import { leavesNoTrace } from '../../support/services/database-rows.js';
import {
  assertAllRefused as refuseAll,
  type Hostile,
} from '../../support/messages/orderly-refusals.js';
import { hash, sealSecrets } from '../../support/tokens/token-keys.js';

let service: TestService;
let door: Door;
let token: RawToken;

// One for each test: after a minute, a service changes rows by itself.
beforeEach(async () => {
  ({ service, door, token } = await startEnrolled());
});

afterEach(async () => {
  try {
    // The token that all this was tried on works as before.
    assert.equal((await token.run('otp', rightPin))['ok'], true);
    assert.equal(service.log.filter((line) => line.includes('failed')).length, 0);
  } finally {
    await service.close();
  }
});

const assertAllRefused = (path: string, bodies: readonly Hostile[]) =>
  refuseAll(service, door, path, bodies);

describe('a correctly signed message with a hostile member', () => {
  /** Signs each bent core, and sends what comes of it. */
  async function assertCoresRefused(
    path: string,
    template: object,
    signed: (core: Json) => Promise<object>,
  ): Promise<void> {
    const bodies: { name: string; body: object }[] = [];
    for (const { name, body } of bend(template)) {
      bodies.push({ name, body: await signed({ ...body }) });
    }
    await assertAllRefused(path, bodies);
  }

  it('is refused as an operation', async () => {
    const template = coreOf((await token.operation('otp')).body);
    await assertCoresRefused(
      operationPath,
      template,
      async (core) => (await token.operation('otp', undefined, { core })).body,
    );
  });

  it('is refused as a sync', async () => {
    const operation = await token.operation('otp');
    const template = coreOf((await token.sync(operation)).body);
    await assertCoresRefused(
      syncPath,
      template,
      async (core) => (await token.sync(operation, { core })).body,
    );
  });

  it('is refused as a status', async () => {
    const template = coreOf(await token.statusItem());
    await assertCoresRefused(statusPath, template, async (core) => ({
      v: 1,
      als: door.als,
      items: [await token.statusItem({ core })],
    }));
  });
});

/** Whether a code was replaced by a text that is neither empty nor too long. */
function isAnotherText(code: unknown, original: string): boolean {
  return typeof code === 'string' && code !== original && code.length >= 1 && code.length <= 64;
}

describe('a correctly encrypted secret with a hostile member', () => {
  it('is refused, and nothing is counted', async () => {
    const rid = 'AAAAAAAAAAAAAAAAAAAAAA';
    const chal = await door.challenge();
    const template = {
      pin: { k: 'pwd', p: stretched(1) },
      npin: stretched(1),
      nbio: stretched(1),
      code: '1234567890',
    };
    const plaintexts = bend(template, 2)
      .filter(({ body }) => Object.keys(JSON.parse(JSON.stringify(body)) as object).length === 4)
      // Any short text may be typed as a code; this operation takes none.
      .filter(({ body }) => !isAnotherText((body as typeof template).code, template.code))
      .map(({ name, body }) => ({ name, plaintext: padJson(body) }));
    const raw = hostileValues
      .filter((value) => value !== undefined)
      .map((value) => ({ name: 'whole', plaintext: utf8(JSON.stringify(value)) }));
    const bodies: { name: string; body: object }[] = [];
    for (const { name, plaintext } of [...plaintexts, ...raw]) {
      const sec = await sealSecrets(token.at, rid, plaintext);
      const core = { rid, chal, sech: hash(utf8(sec)) };
      const { body } = await token.operation('otp', undefined, { core });
      bodies.push({ name, body: { ...body, sec } });
    }
    await assertAllRefused(operationPath, bodies);
  });
});

describe('a correctly encrypted activation with a hostile member', () => {
  /** Sends one for each draft, none of which leaves a trace. */
  async function assertKeptOut(
    draftsOf: (stranger: RawToken) => readonly ActivationDraft[],
  ): Promise<void> {
    const stranger = await RawToken.make(door);
    // Well formed, and nobody's: everything else about the message may be right.
    const code = '0000-0000-0000-0000';
    await leavesNoTrace(service, async () => {
      for (const draft of draftsOf(stranger)) {
        // Unknown codes are limited to ten a minute.
        service.clock.advance(6_100);
        const { body } = await activationOf(stranger, code, draft);
        const { status, text } = await door.post(activationPath, body);
        assert.ok(status < 500 && status !== 429, `${status}: ${text}`);
      }
    });
  }

  it('never gets in', async () => {
    const names = ['v', 'iss', 'als', 'org', 'code', 'name', 'nonce', 'chal', 'lib', 'plat'];
    await assertKeptOut(() =>
      hostileValues.flatMap((value) => names.map((name) => ({ claims: { [name]: value } }))),
    );
  });

  it('never gets in through its header', async () => {
    await assertKeptOut(({ jwk }) => {
      const header = { alg: 'ES256', typ: 'btt-act', jwk };
      return bend(header, 2).map(({ body }) => ({ header: { ...body } }));
    });
  });
});
