import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { toBase64Url } from '../../../../src/crypto/bytes.js';
import { formatLongCode, longCodeFrom } from '../../../../src/crypto/codes.js';
import { generateSigningKey } from '../../../../src/crypto/jws.js';
import { activationPath } from '../../../../src/protocol/activation.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { assertRefused, type Door } from '../../support/tokens/token-door.js';
import { doorOf, enrol } from '../../support/tokens/enrolled-token.js';
import {
  activationOf,
  openActivation,
  type ActivationDraft,
} from '../../support/tokens/raw-activation.js';
import { RawToken } from '../../support/tokens/raw-token.js';
import { leavesNoTrace, tokenRow } from '../../support/services/database-rows.js';

let service: TestService;
let site: TestSite;
let door: Door;

before(async () => {
  service = await TestService.start();
  site = await service.addSite({ maxTools: 1 });
  door = doorOf(service, site);
});

// Unknown codes are limited to ten a minute.
beforeEach(() => service.clock.advance(61_000));

after(() => service.close());

async function assertProblem(draft: ActivationDraft, expected: string): Promise<void> {
  const token = await RawToken.make(door);
  const code = await service.issueCode(site, 'nobody yet');
  const { body } = await activationOf(token, code, draft);
  const reply = await leavesNoTrace(service, () => door.post(activationPath, body));
  assertRefused(reply, expected);
}

/** Presents a code, and expects an encrypted refusal that leaves no trace but an event. */
async function assertDenied(code: string, expected: string, at = door): Promise<void> {
  const token = await RawToken.make(at);
  const answer = await leavesNoTrace(service, () => token.begin(code), ['event']);
  assert.deepEqual([answer['ok'], answer['err']], [false, expected]);
}

describe('an activation message, before its signature is verified', () => {
  it('is refused under a key that the service does not hold', async () => {
    await assertProblem({ outer: { kid: 'unknown' } }, '409 SERVICE_KEY_UNKNOWN');
  });

  it('is refused when it cannot be opened, or is not of the point that it names', async () => {
    await assertProblem({ outer: { ct: 'AAAA' } }, '400 REQUEST_MALFORMED');
    await assertProblem({ outer: { enc: 'A'.repeat(87) } }, '400 REQUEST_MALFORMED');
    await assertProblem({ claims: { nonce: 'A'.repeat(43) } }, '400 REQUEST_MALFORMED');
  });

  it('is refused when what is inside is for another alias or service', async () => {
    const als = await service.addAlias(site.mac, door.origin);
    await assertProblem({ outer: { als } }, '400 REQUEST_MALFORMED');
    await assertProblem({ claims: { als } }, '400 REQUEST_MALFORMED');
    await assertProblem({ claims: { iss: 'http://localhost:1' } }, '400 REQUEST_MALFORMED');
    await assertProblem({ outer: { als: '0'.repeat(32) } }, '404 MACID_IS_UNKNOWN');
  });

  it('is refused when it names no page, or another than the one that sends it', async () => {
    await assertProblem({ claims: { org: 'https://evil.example' } }, '403 ORIGIN_NOT_ALLOWED');
    await assertProblem({ claims: { org: undefined } }, '400 REQUEST_MALFORMED');
    const { body } = await activationOf(await RawToken.make(door), 'ABC');
    for (const origin of ['https://evil.example', 'null', null]) {
      assertRefused(await door.post(activationPath, body, { origin }), '403 ORIGIN_NOT_ALLOWED');
    }
  });

  it('is refused when its challenge is stale', async () => {
    const chal = await door.challenge();
    service.clock.advance(5 * 60_000 + 1);
    await assertProblem({ claims: { chal } }, '409 CHALLENGE_STALE');
  });

  it('is refused when it is not signed by the key that it brings', async () => {
    const { privateKey } = await generateSigningKey();
    await assertProblem({ staticKey: privateKey }, '401 STATIC_TOKEN_KEY_IS_INVALID');
    const offCurve = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) };
    await assertProblem({ header: { jwk: offCurve } }, '401 STATIC_TOKEN_KEY_IS_INVALID');
  });

  it('is refused with an unexpected inner header', async () => {
    const { jwk } = await RawToken.make(door);
    const headers = [
      { alg: 'none' },
      { typ: 'JWT' },
      { kid: 'd' },
      { crit: ['b64'], b64: true },
      { jwk: { ...jwk, d: 'A'.repeat(43) } },
      { jwk: { ...jwk, use: 'sig' } },
      { jwk: { ...jwk, x: `${jwk.x}=` } },
    ];
    for (const header of headers) await assertProblem({ header }, '400 REQUEST_MALFORMED');
  });

  it('is refused with a token name that cannot be displayed', async () => {
    for (const name of ['', 'a'.repeat(65), 'a\u0000', 'a\nb', 'a\u202Eb', '\uD800', 7]) {
      await assertProblem({ claims: { name } }, '400 REQUEST_MALFORMED');
    }
  });
});

describe('a code', () => {
  it('is denied with an unlock or reset code, as one for another purpose', async () => {
    for (const kind of ['unlock', 'reset']) {
      await assertDenied(
        await service.issueCode(site, 'nobody yet', { kind }),
        'CODE_TYPE_NOT_SUPPORTED',
      );
    }
  });

  it('gets one answer, whether it is unknown, mistyped, expired, void or used', async () => {
    const unknown = formatLongCode(longCodeFrom(new Uint8Array(15).fill(3)));
    const mistyped = unknown.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const expired = await service.issueCode(site, 'expired', { life: 60 });
    const replaced = await service.issueCode(site, 'replaced');
    await service.issueCode(site, 'replaced');
    service.clock.advance(60_000);
    for (const code of [unknown, mistyped, expired, replaced, 'SHRT']) {
      await assertDenied(code, 'CODE_ENTRY_DOES_NOT_EXIST');
    }
    const used = await service.issueCode(site, 'used');
    const token = await RawToken.make(door);
    await token.begin(used);
    await token.run('activate', { npin: toBase64Url(new Uint8Array(32)) });
    await assertDenied(used, 'CODE_ENTRY_DOES_NOT_EXIST');
  });

  it('of another service says so, and can still be used there', async () => {
    const other = await service.addSite();
    const code = await service.issueCode(other, 'elsewhere');
    await assertDenied(code, 'CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN');
    const token = await RawToken.make(doorOf(service, other));
    assert.equal((await token.begin(code))['ok'], true);
  });

  it('is refused while the user is disabled or deleted, or has no free slot', async () => {
    const code = await service.issueCode(site, 'disabled');
    const { body } = await service.admin.get<{ users: { uid: string }[] }>(
      `/users?service=${site.mac}&login=disabled`,
    );
    const [user] = body.users;
    await service.admin.post(`/users/${user!.uid}/disable`);
    await assertDenied(code, 'SERVICE_ACCOUNT_STATUS_DISABLED');
    await service.admin.delete(`/users/${user!.uid}`);
    await assertDenied(code, 'CODE_ENTRY_DOES_NOT_EXIST');

    await enrol(service, site, 'full');
    await assertDenied(await service.issueCode(site, 'full'), 'MAX_NB_TOOLS');
  });

  it('is refused after the service was closed, even with a challenge from before', async () => {
    const other = await service.addSite();
    const token = await RawToken.make(doorOf(service, other));
    const message = await activationOf(token, await service.issueCode(other, 'closed'));
    await service.admin.patch(`/services/${other.mac}`, { status: 'closed' });
    const reply = await token.door.post(activationPath, message.body);
    const answer = await openActivation(message, reply);
    assert.deepEqual([answer['ok'], answer['err']], [false, 'NO_ACTIVE_SERVICE_FOR_USER']);
  });
});

describe('a granted activation', () => {
  it('says who it is for, what comes next, and until when', async () => {
    const token = await RawToken.make(door);
    const answer = await token.begin(await service.issueCode(site, 'Grace'));
    assert.deepEqual(
      [answer['login'], answer['tid'], answer['pin'], answer['restore']],
      ['Grace', token.tid, 'define', false],
    );
    const row = await tokenRow(service, token.tid);
    assert.equal(answer['exp'], row.created + 15 * 60_000);
    assert.deepEqual([row.status, row.n, row.als], ['PROVISIONAL', 0, door.als]);
  });
});
