import { webAesKey, type AesKeyOf } from '../../src/crypto/aes-gcm.js';
import {
  concat,
  fromBase64Url,
  fromUtf8,
  toBase64Url,
  utf8,
  type Bytes,
} from '../../src/crypto/bytes.js';
import { hmacSha256 } from '../../src/crypto/hashes.js';
import { thumbprint } from '../../src/crypto/jwk.js';
import { importVerifyingKey, verifyEs256 } from '../../src/crypto/jws.js';
import type { Harness } from './harness.js';

const joe =
  'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';
const es256Header = 'eyJhbGciOiJFUzI1NiJ9';
const es256Signature =
  'DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q';
const es256Key = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
} as const;

const cookbook = {
  key: 'XctOhJAkA-pD9Lh7ZgW_2A',
  iv: 'refa467QzzKx6QAB',
  header:
    'eyJhbGciOiJkaXIiLCJraWQiOiI3N2M3ZTJiOC02ZTEzLTQ1Y2YtODY3Mi02MTdiNWI0NTI0M2EiLCJlbmMiOiJBMTI4R0NNIn0',
  plaintext:
    'You can trust us to stick with you through thick and thin\u2013to the bitter end. And you can trust us to ' +
    'keep any secret of yours\u2013closer than you keep it yourself. But you cannot trust us to let you face ' +
    'trouble alone, and go off without a word. We are your friends, Frodo.',
  ciphertext:
    'JW_i_f52hww_ELQPGaYyeAB6HYGcR559l9TYnSovc23XJoBcW29rHP8yZOZG7YhLpT1bjFuvZPjQS-m0IFtVcXkZXdH_lr_FrdYt9HRUYksht' +
    'rMmIUAyGmUnd9zMDB2n0cRDIHAzFVeJUDxkUwVAE7_YGRPdcqMyiBoCO-FBdE-Nceb4h3-FtBP-c_BIwCPTjb9o0SbdcdREEMJMyZBH8ySWMV' +
    'i1gPD9yxi-aQpGbSv_F9N4IZAxscj5g-NJsUPbjk29-s7LJAGb15wEBtXphVCgyy53CoIKLHHeJHXex45Uz9aKZSRSInZI-wjsY0yu3cT4_aQ' +
    '3i1o-tiE-F8Ios61EKgyIQ4CWao8PFMj8TTnp',
  tag: 'vbb32Xvllea2OtmHAdccRQ',
};

/** Examples of RFC 7515 (JWS), RFC 7638 (thumbprint) and RFC 7520 section 5.6 (the AES-GCM below a JWE). */
export function joseKnownAnswers({ it, equal }: Harness): void {
  it('RFC 7515 A.1: HS256', () => {
    const key = fromBase64Url(
      'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow',
    );
    const mac = hmacSha256(key, utf8(`eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.${joe}`));
    equal(toBase64Url(mac), 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk');
  });

  for (const name of ['RFC 7515 A.3: ES256', 'RFC 7515 A.6: the second of two signatures']) {
    it(name, async () => {
      const key = await importVerifyingKey(es256Key);
      const jws = { protected: es256Header, signature: es256Signature };
      equal(await verifyEs256(key, jws, joe), true);
      equal(await verifyEs256(key, jws, joe.replace('eyJ', 'eyK')), false);
      equal(await verifyEs256(key, { ...jws, signature: es256Signature.slice(4) }, joe), false);
      equal(await verifyEs256(key, { ...jws, signature: '' }, joe), false);
    });
  }

  it('RFC 7638 3.1: thumbprint of an RSA key', () => {
    const digest = thumbprint({
      kty: 'RSA',
      n:
        '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n' +
        '3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zg' +
        'dAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFC' +
        'ur-kEgU8awapJzKnqDKgw',
      e: 'AQAB',
    });
    equal(toBase64Url(digest), 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs');
  });
}

/** What AES-GCM has to compute, and what it refuses, wherever its keys come from. */
export function aesKnownAnswers({ it, equal }: Harness, name: string, aesKey: AesKeyOf): void {
  const iv = fromBase64Url(cookbook.iv);
  const additionalData = utf8(cookbook.header);
  const sealed = concat(fromBase64Url(cookbook.ciphertext), fromBase64Url(cookbook.tag));
  const decrypted = async (ciphertext: Bytes, context = additionalData) => {
    const key = await aesKey(fromBase64Url(cookbook.key));
    try {
      return fromUtf8(await key.decrypt(iv, context, ciphertext));
    } catch (error) {
      return error instanceof DOMException ? error.name : 'another error';
    }
  };

  it(`AES-GCM of ${name}: refuses what was changed or is too short`, async () => {
    for (const index of [0, sealed.length - 1]) {
      const changed = sealed.slice();
      changed[index] = changed[index]! ^ 1;
      equal(await decrypted(changed), 'OperationError');
    }
    equal(await decrypted(sealed, utf8('another context')), 'OperationError');
    equal(await decrypted(sealed.subarray(0, 15)), 'OperationError');
    equal(await decrypted(new Uint8Array()), 'OperationError');
  });

  it(`AES-GCM of ${name}: RFC 7520 5.6, below a JWE with direct encryption`, async () => {
    const key = await aesKey(fromBase64Url(cookbook.key));
    const made = await key.encrypt(iv, additionalData, utf8(cookbook.plaintext));
    equal(toBase64Url(made), toBase64Url(sealed));
    equal(await decrypted(sealed), cookbook.plaintext);
  });

  it(`AES-GCM of ${name}: opens a key of 32 bytes that WebCrypto has sealed`, async () => {
    const bytes = new Uint8Array(32).fill(7);
    const [own, web] = [await aesKey(bytes), await webAesKey(bytes)];
    const ciphertext = await web.encrypt(iv, additionalData, utf8('secret'));
    equal(fromUtf8(await own.decrypt(iv, additionalData, ciphertext)), 'secret');
    equal(
      toBase64Url(await own.encrypt(iv, additionalData, utf8('secret'))),
      toBase64Url(ciphertext),
    );
  });
}
