import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  concat,
  fromBase64Url,
  randomBytes,
  toBase64Url,
  utf8,
} from '../../../../src/crypto/bytes.js';
import { generateSigningKey, signEs256, type JwsSignature } from '../../../../src/crypto/jws.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { assertRefused } from '../../support/tokens/token-door.js';
import { enrol, rightPin } from '../../support/tokens/enrolled-token.js';
import { envelopeOf, kinds, sendAs, type Kind } from '../../support/messages/message-kinds.js';
import type { RawEnvelope, RawToken } from '../../support/tokens/raw-token.js';
import { evidenceAgainst, leavesNoTrace, tokenRow } from '../../support/services/database-rows.js';
import { macOf, operationMac } from '../../support/tokens/token-keys.js';

type Pair = readonly [JwsSignature, JwsSignature];

let service: TestService;
let site: TestSite;
let token: RawToken;

before(async () => {
  service = await TestService.start();
  site = await service.addSite();
  token = await enrol(service, site);
});

after(() => service.close());

const post = (kind: Kind, envelope: object) => sendAs(kind, token.door, envelope);

/** Sends an envelope with other signatures, for each kind of message, and expects it to be malformed. */
async function assertMalformed(bend: (pair: Pair, payload: string) => unknown): Promise<void> {
  for (const kind of kinds) {
    const envelope = await envelopeOf(kind, token);
    const [first, second] = envelope.signatures;
    const signatures = await bend([first!, second!], envelope.payload);
    const reply = await leavesNoTrace(service, () => post(kind, { ...envelope, signatures }));
    assertRefused(reply, '400 REQUEST_MALFORMED');
  }
}

function flip({ protected: header, signature }: JwsSignature): JwsSignature {
  const bytes = fromBase64Url(signature);
  bytes[7]! ^= 1;
  return { protected: header, signature: toBase64Url(bytes) };
}

/** Signs with the token's own keys under a header that no message may have. */
async function underHeaders(
  payload: string,
  { first = {}, second = {} }: { first?: object; second?: object },
): Promise<Pair> {
  const usual = { typ: 'btt-req', kid: token.tid };
  return [
    await signEs256(token.pair.privateKey, { alg: 'ES256', ...usual, ...first }, payload),
    macOf(operationMac(token.at), { alg: 'HS256', ...usual, kid: 'd', ...second }, payload),
  ];
}

describe('the first signature alone broken', () => {
  it('is refused, although the second is right', async () => {
    for (const kind of ['op', 'sync'] as const) {
      const envelope = await envelopeOf(kind, token);
      const [first, second] = envelope.signatures;
      const signatures = [flip(first!), second!];
      const reply = await leavesNoTrace(service, () => post(kind, { ...envelope, signatures }));
      assertRefused(reply, '401 STATIC_TOKEN_KEY_IS_INVALID');
    }
  });

  it('is all that a status says of that item', async () => {
    const { privateKey } = await generateSigningKey();
    const state = await leavesNoTrace(service, () => token.status({ staticKey: privateKey }));
    assert.equal(state['st'], 'static');
    assert.deepEqual(Object.keys(state).sort(), ['re', 'st', 'tid']);
  });

  it('is refused when it is a MAC under the public key', async () => {
    const { x, y } = token.jwk;
    const point = concat(new Uint8Array([4]), fromBase64Url(x), fromBase64Url(y));
    for (const secret of [point, utf8(JSON.stringify(token.jwk))]) {
      const { payload, signatures, sec } = await envelopeOf('op', token);
      const header = { alg: 'ES256', typ: 'btt-req', kid: token.tid };
      const short = macOf(secret, header, payload);
      const long = { ...short, signature: short.signature.padEnd(86, 'A') };
      const send = (forged: JwsSignature) =>
        post('op', { payload, signatures: [forged, signatures[1]], sec });
      assertRefused(await send(short), '400 REQUEST_MALFORMED');
      assertRefused(
        await leavesNoTrace(service, () => send(long)),
        '401 STATIC_TOKEN_KEY_IS_INVALID',
      );
    }
  });
});

describe('the second signature alone broken', () => {
  it('is evidence of a copy for each kind of message, although the first is right', async () => {
    for (const kind of kinds) {
      const victim = await enrol(service, site, `mac ${kind}`);
      const envelope = await envelopeOf(kind, victim);
      const [first, second] = envelope.signatures;
      await post(kind, { ...envelope, signatures: [first!, flip(second!)] });
      assert.equal((await tokenRow(service, victim.tid)).status, 'DESYNC');
      assert.deepEqual(await evidenceAgainst(service, victim.tid), ['mac']);
    }
  });
});

describe('signatures that are not exactly the two', () => {
  it('are refused when they change places', async () => {
    await assertMalformed(([first, second]) => [second, first]);
  });

  it('are refused when one occurs twice, or alone', async () => {
    await assertMalformed(([first]) => [first, first]);
    await assertMalformed(([, second]) => [second, second]);
    await assertMalformed(([first]) => [first]);
    await assertMalformed(([, second]) => [second]);
    await assertMalformed(() => []);
  });

  it('are refused with a third', async () => {
    await assertMalformed(([first, second]) => [first, second, first]);
  });

  it('are refused with an unprotected header', async () => {
    await assertMalformed(([first, second]) => [{ ...first, header: { alg: 'ES256' } }, second]);
    await assertMalformed(([first, second]) => [first, { ...second, header: {} }]);
  });
});

describe('protected headers', () => {
  it('may not choose an algorithm', async () => {
    for (const alg of ['none', 'HS256', 'ES384', 'RS256', undefined]) {
      await assertMalformed((_, payload) => underHeaders(payload, { first: { alg } }));
    }
    for (const alg of ['none', 'ES256', 'HS512', undefined]) {
      await assertMalformed((_, payload) => underHeaders(payload, { second: { alg } }));
    }
    await assertMalformed(async ([first, second], payload) => {
      const [none] = await underHeaders(payload, { first: { alg: 'none' } });
      return [{ ...none, signature: first.signature }, second];
    });
  });

  it('may not bring a key, or say how to read them', async () => {
    const members = [
      { jwk: token.jwk },
      { jku: 'https://evil.example/keys' },
      { x5c: [] },
      { crit: ['exp'], exp: 1 },
      { crit: ['b64'], b64: true },
      { cty: 'json' },
    ];
    for (const member of members) {
      await assertMalformed((_, payload) => underHeaders(payload, { first: member }));
      await assertMalformed((_, payload) => underHeaders(payload, { second: member }));
    }
  });

  it('name this token, the dynamic key and the type, and nothing else', async () => {
    const stranger = toBase64Url(randomBytes(32));
    for (const first of [{ kid: stranger }, { kid: 'd' }, { kid: undefined }, { typ: 'JWT' }]) {
      await assertMalformed((_, payload) => underHeaders(payload, { first }));
    }
    for (const second of [{ kid: token.tid }, { kid: undefined }, { typ: 'JWT' }]) {
      await assertMalformed((_, payload) => underHeaders(payload, { second }));
    }
  });

  it('may not name a member twice', async () => {
    const twice = `{"alg":"none","alg":"ES256","typ":"btt-req","kid":"${token.tid}"}`;
    const header = toBase64Url(utf8(twice));
    await assertMalformed(([first, second]) => [{ ...first, protected: header }, second]);
  });
});

describe('a message at the path of another', () => {
  it('is refused by the type in its core', async () => {
    for (const kind of kinds) {
      for (const path of kinds.filter((one) => one !== kind)) {
        const envelope = await envelopeOf(kind, token);
        const reply = await leavesNoTrace(service, () => post(path, envelope));
        assertRefused(reply, '400 REQUEST_MALFORMED');
      }
    }
  });

  it('is refused by its type alone, whatever path it is sent to', async () => {
    const operation = await token.operation('otp', rightPin, { core: { typ: 'sync' } });
    const sync = await token.sync(operation, { core: { typ: 'op' } });
    const item = await token.statusItem({ core: { typ: 'op' } });
    const sent: [Kind, RawEnvelope][] = [
      ['op', operation.body],
      ['sync', sync.body],
      ['sta', item],
    ];
    for (const [kind, envelope] of sent) {
      const reply = await leavesNoTrace(service, () => post(kind, envelope));
      assertRefused(reply, '400 REQUEST_MALFORMED');
    }
  });

  it('is refused when a sync or a status brings an encrypted part', async () => {
    const { sec } = await envelopeOf('op', token);
    for (const kind of ['sync', 'sta'] as const) {
      const envelope = await envelopeOf(kind, token);
      const reply = await leavesNoTrace(service, () => post(kind, { ...envelope, sec }));
      assertRefused(reply, '400 REQUEST_MALFORMED');
    }
  });
});

describe('signatures of which the text is not canonical', () => {
  it('are refused, although they mean the same bytes', async () => {
    const lax = (signature: string) => {
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      const last = alphabet.indexOf(signature.at(-1)!);
      return signature.slice(0, -1) + alphabet[last + 1]!;
    };
    await assertMalformed(([first, second]) => [
      { ...first, signature: lax(first.signature) },
      second,
    ]);
    await assertMalformed(([first, second]) => [
      first,
      { ...second, signature: lax(second.signature) },
    ]);
  });
});
