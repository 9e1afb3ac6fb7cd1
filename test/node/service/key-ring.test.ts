import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compactVerify, importJWK } from 'jose';
import {
  concat,
  fromBase64Url,
  toBase64Url,
  u64,
  utf8,
  type Bytes,
} from '../../../src/crypto/bytes.js';
import { keyId } from '../../../src/crypto/jwk.js';
import { keyOverlap } from '../../../src/protocol/signing-key.js';
import { readSuccession } from '../../../src/protocol/hello.js';
import { MalformedError } from '../../../src/protocol/readers.js';
import {
  generateKeyRecord,
  hpkeKeyLife,
  publicationLead,
  publishSigningKey,
  readKeyRecord,
  replaceSigningKey,
  retireSigningKeys,
  rotateHpkeKey,
  dateKeysBack,
} from '../../../src/service/domain/keys/key-record.js';
import {
  addVersion,
  currentVersion,
  dateVersionsBack,
  rotationLead,
} from '../../../src/service/domain/keys/key-versions.js';
import {
  currentHpkeKey,
  findHpkeKey,
  generateKeyRing,
  keyOfVersion,
  openKeyRing,
  replaceKeys,
  signAsService,
  signingKey,
} from '../../../src/service/domain/keys/key-ring.js';
import {
  keyBinding,
  longCodeHash,
  otpHash,
  pinVerifier,
  shortCodeHash,
} from '../../../src/service/domain/keys/keyed-values.js';
import { tokenListMark } from '../../../src/service/domain/tokens/token-list.js';
import {
  openDynamicKey,
  sealDynamicKey,
  sealedSecrets,
  type SecretPlace,
} from '../../../src/service/domain/keys/sealed-secrets.js';

const iss = 'https://mfa.example.com';
const now = 1_800_000_000_000;
const hour = 3_600_000;

function consecutive(from: number, length: number): Bytes {
  return Uint8Array.from({ length }, (_, index) => from + index);
}

describe('key ring', () => {
  it('opens a secret in its own column, row, position and key version only', async () => {
    const ring = await generateKeyRing(iss, now);
    const secrets = sealedSecrets(ring);
    const tid = toBase64Url(consecutive(32, 32));
    const key = consecutive(0, 32);
    const stored = await sealDynamicKey(ring, tid, 7, key);

    const elsewhere: readonly SecretPlace[] = [
      { name: 'dynamicKey', row: [toBase64Url(consecutive(33, 32)), 7] },
      { name: 'dynamicKey', row: [tid, 8] },
      { name: 'approvedOtp', row: [tid, 7] },
    ];
    for (const place of elsewhere) {
      await assert.rejects(secrets.open(place, stored), DOMException);
    }
    const place = { name: 'dynamicKey', row: [tid, 7] } as const;
    await assert.rejects(async () => secrets.open(place, { ...stored, kekVersion: 2 }), RangeError);
    const k_sealed = stored.sealed;
    assert.deepEqual(await openDynamicKey(ring, { tid, n: 7, k_sealed, kek_v: 1 }), key);
  });

  it('opens a dynamic key as earlier versions of the program have stored it', async () => {
    const ring = await generateKeyRing(iss, now);
    const [tid, iv, key] = [consecutive(32, 32), consecutive(1, 12), consecutive(0, 32)];
    const context = concat(tid, u64(7), u64(1));
    const ciphertext = await keyOfVersion(ring.kek, 1).encrypt(iv, context, key);
    const k_sealed = toBase64Url(concat(iv, ciphertext));
    const row = { tid: toBase64Url(tid), k_sealed, kek_v: 1 };
    await assert.rejects(openDynamicKey(ring, { ...row, n: 8 }), DOMException);
    assert.deepEqual(await openDynamicKey(ring, { ...row, n: 7 }), key);
  });

  it('computes the known answer of the PIN verifier', async () => {
    const record = await generateKeyRecord(iss, now);
    const pepper = [{ v: 3, k: toBase64Url(consecutive(0xc0, 32)), from: undefined }];
    const ring = await openKeyRing({ ...record, pepper }, now);
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

  it('marks one list of tokens differently by another key and for another user', async () => {
    const ring = await generateKeyRing(iss, now);
    const token = { plat: 'Node', st: 'active', created: now, used: now } as const;
    const list = [{ ...token, tid: 'tid', name: 'Laptop' }];
    const marks = [
      tokenListMark(ring, 'u-1', list),
      tokenListMark(ring, 'u-2', list),
      tokenListMark(await generateKeyRing(iss, now), 'u-1', list),
    ];
    assert.equal(new Set(marks).size, 3);
    assert.equal(tokenListMark(ring, 'u-1', [{ ...list[0]!, used: now + hour }]), marks[0]);
    assert.equal(fromBase64Url(marks[0]!).length, 16);
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
    const later = now + hour;
    const third = await replaceSigningKey(await replaceSigningKey(first, now + 5), later);
    const ring = await openKeyRing(readKeyRecord(JSON.parse(JSON.stringify(third)), '$'), later);

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
        [true, now + 5 - keyOverlap],
        [true, later - keyOverlap],
        [false, undefined],
      ],
    );
  });

  it('publishes a signing key before it signs, and shows browsers its statement only then', async () => {
    const first = await generateKeyRecord(iss, now);
    const second = await publishSigningKey(first, now + 5);
    const from = now + 5 + publicationLead;
    assert.equal(retireSigningKeys(second, from - 1), second);
    const before = await openKeyRing(second, from - 1);
    assert.deepEqual(
      [before.signing.length, before.upcoming.length, before.succession],
      [1, 1, []],
    );
    const after = await openKeyRing(second, from);
    assert.deepEqual(
      after.signing.map((key) => [key.from, key.until]),
      [
        [now, from],
        [from, undefined],
      ],
    );
    assert.deepEqual([after.upcoming.length, after.succession.length], [0, 1]);
    assert.equal(signingKey(after).kid, before.upcoming[0]!.kid);
    assert.deepEqual(
      retireSigningKeys(second, from).signing.map(({ d }) => d === undefined),
      [true, false],
    );
  });

  it('at once drops the key that was published, since it may be stolen too', async () => {
    const waiting = await publishSigningKey(await generateKeyRecord(iss, now), now);
    const replaced = await replaceSigningKey(waiting, now + 1_000);
    assert.equal(replaced.signing.length, 2);
    assert.equal(replaced.succession.length, 1);
    assert.ok(!JSON.stringify(replaced).includes(waiting.signing[1]!.x));
    assert.ok(!JSON.stringify(replaced).includes(waiting.signing[0]!.d!));
  });

  it('under a clock that was ahead leaves keys that are in use when it is put right', async () => {
    const ahead = now + 24 * hour;
    const first = await generateKeyRecord(iss, now);
    assert.equal(dateKeysBack(first, now), first);
    const replaced = dateKeysBack(await replaceSigningKey(first, ahead), now + hour);
    assert.deepEqual(
      replaced.signing.map(({ from, until }) => [from, until]),
      [
        [now, now + hour - keyOverlap],
        [now + hour - keyOverlap, undefined],
      ],
    );
    const published = dateKeysBack(await publishSigningKey(first, ahead), now + hour);
    const from = now + hour + publicationLead;
    assert.deepEqual(
      published.signing.map((key) => [key.from, key.until]),
      [
        [now, from],
        [from, undefined],
      ],
    );
    const made = await generateKeyRecord(iss, ahead);
    const hpke = await rotateHpkeKey(dateKeysBack(made, now), now + hpkeKeyLife);
    assert.equal(hpke.hpke.length, 2);
  });

  it('dates a version back that a clock has made which was ahead, and uses it soon', async () => {
    const first = await generateKeyRecord(iss, now);
    assert.equal(dateVersionsBack(first, now), first);
    const made = addVersion(first, 'code', now + 24 * hour);
    const dated = dateVersionsBack(made, now);
    assert.deepEqual([currentVersion(dated.code, now), dated.kek], [1, first.kek]);
    assert.equal(currentVersion(dated.code, now + rotationLead), 2);
    assert.equal(currentVersion(made.code, now + rotationLead), 1);
  });

  it('keeps an HPKE key for one more life after its replacement', async () => {
    const record = await generateKeyRecord(iss, now);
    const ring = await openKeyRing(record, now);
    const { kid } = currentHpkeKey(ring);
    assert.equal(await rotateHpkeKey(record, now + hpkeKeyLife - 1), record);

    const second = await rotateHpkeKey(record, now + hpkeKeyLife);
    replaceKeys(ring, await openKeyRing(second, now));
    assert.notEqual(currentHpkeKey(ring).kid, kid);
    assert.ok(findHpkeKey(ring, kid));

    const third = await rotateHpkeKey(second, now + 2 * hpkeKeyLife);
    assert.ok(!JSON.stringify(third).includes(record.hpke[0]!.d));
    replaceKeys(ring, await openKeyRing(third, now));
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
    await assert.rejects(openKeyRing({ ...record, hpke: [] }, now), TypeError);
    assert.equal(fromBase64Url(record.otp[0]!.k).length, 32);
  });

  it('of earlier versions of the program, which stored some as one value, are read', async () => {
    const record = await generateKeyRecord(iss, now);
    const [code, otp, challenge] = [record.code, record.otp, record.challenge].map(
      ([first]) => first!.k,
    );
    const earlier = JSON.stringify({ ...record, code, otp, challenge });
    assert.deepEqual(readKeyRecord(JSON.parse(earlier), '$').code, record.code);
    const rings = [readKeyRecord(JSON.parse(earlier), '$'), record].map((one) =>
      openKeyRing(one, now),
    );
    const [old, ring] = await Promise.all(rings);
    assert.equal(otpHash(old!, 'uid', '1'), otpHash(ring!, 'uid', '1'));
    assert.equal(keyBinding(old!), keyBinding(ring!));
  });
});
