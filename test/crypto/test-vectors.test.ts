import { expect } from '@open-wc/testing';
import { fromBase64Url, fromUtf8, toBase64Url, utf8 } from '../../src/crypto/bytes.js';
import { isLongCode } from '../../src/crypto/codes.js';
import { openDir, sealDir } from '../../src/crypto/jwe.js';
import { stretchPin } from '../../src/crypto/pin.js';
import * as keys from '../../src/protocol/key-schedule.js';
import { normaliseLongCode, normalisePin, type PinKind } from '../../src/protocol/typed-values.js';

type Vector = Readonly<Record<string, string>>;

/** Reads a file of `test-vectors/`; its README.md describes it. */
async function vectors<T>(name: string): Promise<T> {
  const response = await fetch(`/test-vectors/${name}.json`);
  return (await response.json()) as T;
}

const text = toBase64Url;

describe('the test vectors in this browser', () => {
  it('give the keys of ten steps', async () => {
    const steps = await vectors<(Vector & { n: never })[]>('key-schedule');
    expect(steps).to.have.length(10);
    for (const { tid, n, rid, r, ch, sid, K, ...expected } of steps) {
      const at = { tid: tid!, n };
      const key = fromBase64Url(K!);
      const next = keys.nextDynamicKey(key, at, { rid: rid!, r: r!, ch: ch! });
      expect({
        PRK: expected['PRK'],
        kmac: text(keys.operationMacKey(key, at)),
        kreq: text(keys.requestKey(key, at, rid!)),
        kres: text(keys.responseKey(key, at, rid!)),
        ksta: text(keys.statusMacKey(key, at)),
        K_next: text(next),
        ksyn: text(keys.syncMacKey(next, at, rid!, sid!)),
        ksya: text(keys.syncAnswerKey(next, at, rid!, sid!)),
      }).to.deep.equal(expected);
    }
  });

  it('are encrypted and decrypted', async () => {
    for (const { header, key, iv, plaintext, compact } of await vectors<Vector[]>('jwe')) {
      const keyBytes = fromBase64Url(key!);
      const sealed = await sealDir(
        keyBytes,
        header!,
        utf8(plaintext!),
        undefined,
        fromBase64Url(iv!),
      );
      expect(sealed).to.equal(compact);
      expect(fromUtf8(await openDir(keyBytes, header!, compact!))).to.equal(plaintext);
    }
  });

  it('normalise PINs, passwords and codes', async () => {
    const rows = await vectors<Vector[]>('normalisation');
    for (const { kind, typed, normalised, utf8: bytes } of rows) {
      expect(normalisePin(typed!, kind as PinKind)).to.equal(normalised);
      expect(text(utf8(normalised!))).to.equal(bytes);
    }
    const codes = await vectors<{ typed: (Vector & { isCode: never })[] }>('long-codes');
    for (const { typed, code, isCode } of codes.typed) {
      expect(normaliseLongCode(typed!)).to.equal(code);
      expect(isLongCode(code!)).to.equal(isCode);
    }
  });

  it('stretch a PIN and a BioKey', async () => {
    type Stretched = Vector & { params: { s: string; t: number } & string };
    for (const { secret, params, p } of await vectors<Stretched[]>('stretching')) {
      const { s, t } = params;
      expect(text(await stretchPin(secret!, fromBase64Url(s), t))).to.equal(p);
    }
  });
});
