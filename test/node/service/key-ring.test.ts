import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compactVerify, importJWK } from 'jose';
import { fromBase64Url, toBase64Url, utf8, type Bytes } from '../../../src/crypto/bytes.js';
import { keyId } from '../../../src/crypto/jwk.js';
import { readSuccession } from '../../../src/protocol/hello.js';
import { MalformedError } from '../../../src/protocol/readers.js';
import {
  generateKeyRecord,
  hpkeKeyLife,
  readKeyRecord,
  rotateHpkeKey,
  rotateSigningKey,
} from '../../../src/service/domain/keys/key-record.js';
import {
  currentHpkeKey,
  findHpkeKey,
  generateKeyRing,
  openKeyRing,
  replaceKeys,
  signAsService,
  signingKey,
} from '../../../src/service/domain/keys/key-ring.js';
import {
  longCodeHash,
  otpHash,
  pinVerifier,
  shortCodeHash,
} from '../../../src/service/domain/keys/keyed-values.js';
import { openUnderKek, sealUnderKek } from '../../../src/service/domain/keys/sealed-key.js';

const iss = 'https://mfa.example.com';
const now = 1_800_000_000_000;

function consecutive(from: number, length: number): Bytes {
  return Uint8Array.from({ length }, (_, index) => from + index);
}

describe('key ring', () => {
  it('opens a dynamic key for the same token, position and key version only', async () => {
    const ring = await generateKeyRing(iss, now);
    const tid = consecutive(32, 32);
    const key = consecutive(0, 32);
    const stored = await sealUnderKek(ring, tid, 7, key);

    await assert.rejects(openUnderKek(ring, consecutive(33, 32), 7, stored), DOMException);
    await assert.rejects(openUnderKek(ring, tid, 8, stored), DOMException);
    await assert.rejects(
      async () => openUnderKek(ring, tid, 7, { ...stored, kekVersion: 2 }),
      RangeError,
    );
    assert.deepEqual(await openUnderKek(ring, tid, 7, stored), key);
  });

  it('computes the known answer of the PIN verifier', async () => {
    const ring = await openKeyRing({
      ...(await generateKeyRecord(iss, now)),
      pepper: [{ v: 3, k: toBase64Url(consecutive(0xc0, 32)) }],
    });
    const stretched = Buffer.from(
      'a0db7ef9f32ab546fb17daf0f0e739cb988edc912b41335a121f7b701cb1aec2',
      'hex',
    );
    const verifier = pinVerifier(ring, 3, 'u-1', consecutive(0xe0, 16), new Uint8Array(stretched));
    assert.equal(
      Buffer.from(verifier).toString('hex'),
      '741653d00b9975904d3b83335de53eca249e1f4eed8b3e96429595f69681f0bf',
    );
  });

  it('hashes one value differently as long code, short code and OTP', async () => {
    const ring = await generateKeyRing(iss, now);
    const hashes = [
      longCodeHash(ring, '12345678'),
      shortCodeHash(ring, 'uid', '12345678'),
      otpHash(ring, 'uid', '12345678'),
      otpHash(ring, 'diu', '12345678'),
    ];
    assert.equal(new Set(hashes).size, 4);
    assert.equal(otpHash(ring, 'uid', '12345678'), hashes[2]);
  });

  it('signs so that an independent implementation verifies it by the published key', async () => {
    const ring = await generateKeyRing(iss, now);
    const jws = await signAsService(ring, 'btt-hello', { v: 1 });
    const { jwk, kid } = signingKey(ring);
    const { protectedHeader } = await compactVerify(jws, await importJWK({ ...jwk }, 'ES256'));
    assert.deepEqual(protectedHeader, { alg: 'ES256', typ: 'btt-hello', kid });
  });
});

describe('rotation', () => {
  it('leaves a statement by the old signing key that names the new one', async () => {
    const first = await generateKeyRecord(iss, now);
    const third = await rotateSigningKey(await rotateSigningKey(first, now + 5), now + 9000);
    const ring = await openKeyRing(readKeyRecord(JSON.parse(JSON.stringify(third)), '$'));

    for (const [index, statement] of ring.succession.entries()) {
      const [prev, next] = ring.signing.slice(index, index + 2);
      const { payload } = await compactVerify(
        statement,
        await importJWK({ ...prev!.jwk }, 'ES256'),
      );
      const claims = readSuccession(JSON.parse(new TextDecoder().decode(payload)), '$');
      assert.deepEqual([claims.iss, claims.prev, claims.seq], [iss, prev!.kid, index + 1]);
      assert.equal(keyId(claims.next), next!.kid);
    }
    assert.equal(ring.succession.length, 2);
    assert.deepEqual(
      third.signing.map(({ d, until }) => [d === undefined, until]),
      [
        [true, now + 5],
        [true, now + 9000],
        [false, undefined],
      ],
    );
  });

  it('keeps an HPKE key for one more life after its replacement', async () => {
    const record = await generateKeyRecord(iss, now);
    const ring = await openKeyRing(record);
    const { kid } = currentHpkeKey(ring);
    assert.equal(await rotateHpkeKey(record, now + hpkeKeyLife - 1), record);

    const second = await rotateHpkeKey(record, now + hpkeKeyLife);
    replaceKeys(ring, await openKeyRing(second));
    assert.notEqual(currentHpkeKey(ring).kid, kid);
    assert.ok(findHpkeKey(ring, kid));

    const third = await rotateHpkeKey(second, now + 2 * hpkeKeyLife);
    assert.ok(!JSON.stringify(third).includes(record.hpke[0]!.d));
    replaceKeys(ring, await openKeyRing(third));
    assert.equal(findHpkeKey(ring, kid), undefined);
  });
});

describe('kept keys', () => {
  it('are refused with the path, never the value, when one is malformed', async () => {
    const record = await generateKeyRecord(iss, now);
    const otp = toBase64Url(utf8('a key that is too short'));
    assert.throws(
      () => readKeyRecord({ ...record, otp }, '$'),
      (error: unknown) => error instanceof MalformedError && error.message.endsWith('$.otp'),
    );
    assert.throws(() => readKeyRecord({ ...record, extra: 1 }, '$'), MalformedError);
    await assert.rejects(openKeyRing({ ...record, hpke: [] }), TypeError);
    assert.equal(fromBase64Url(record.otp).length, 32);
  });
});
