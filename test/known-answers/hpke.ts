import { fromUtf8, toBase64Url, utf8 } from '../../src/crypto/bytes.js';
import { sealHpkeWith } from '../../src/crypto/hpke.js';
import { hex, toHex, type Harness } from './harness.js';

/** RFC 9180 A.3.1: base mode of DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM. */
const vector = {
  info: '4f6465206f6e2061204772656369616e2055726e',
  ephemeralPublic:
    '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9b' +
    'fcb9382657222d18c4',
  ephemeralPrivate: '4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb',
  recipientPublic:
    '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d' +
    '128aafd68a2ce72ea0',
  plaintext: '4265617574792069732074727574682c20747275746820626561757479',
  additionalData: '436f756e742d30',
  ciphertext:
    '5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434',
  exports: [
    ['', '5e9bc3d236e1911d95e65b576a8a86d478fb827e8bdfe77b741b289890490d4d'],
    ['00', '6cff87658931bda83dc857e6353efe4987a201b849658d9b047aab4cf216e796'],
    ['54657374436f6e74657874', 'd8f1ea7942adbba7412c6d431c62d01371ea476b823eb697e1f6e6cae1dab85a'],
  ],
} as const;

async function ephemeralKeyPair(): Promise<CryptoKeyPair> {
  const algorithm = { name: 'ECDH', namedCurve: 'P-256' };
  const point = hex(vector.ephemeralPublic);
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: toBase64Url(point.subarray(1, 33)),
    y: toBase64Url(point.subarray(33)),
  };
  const privateJwk = { ...jwk, d: toBase64Url(hex(vector.ephemeralPrivate)) };
  return {
    publicKey: await crypto.subtle.importKey('jwk', jwk, algorithm, true, []),
    privateKey: await crypto.subtle.importKey('jwk', privateJwk, algorithm, false, ['deriveBits']),
  };
}

/** HPKE sender against RFC 9180. */
export function hpkeKnownAnswers({ it, equal }: Harness): void {
  it('RFC 9180 A.3.1: encapsulation, first ciphertext and exported values', async () => {
    const message = await sealHpkeWith(
      await ephemeralKeyPair(),
      hex(vector.recipientPublic),
      hex(vector.info),
      hex(vector.plaintext),
      hex(vector.additionalData),
    );
    equal(toHex(message.enc), vector.ephemeralPublic);
    equal(toHex(message.ciphertext), vector.ciphertext);
    for (const [context, value] of vector.exports) {
      equal(toHex(message.export(hex(context), 32)), value);
    }
    equal(fromUtf8(hex(vector.additionalData)), 'Count-0');
  });
}

/** What the engine has to refuse. */
export function hpkeRefusals({ it, equal }: Harness): void {
  it('refuses a recipient key that is not on the curve', async () => {
    const offCurve = hex(vector.recipientPublic);
    offCurve[64]! ^= 1;
    const refusal = await sealHpkeWith(
      await ephemeralKeyPair(),
      offCurve,
      utf8('info'),
      utf8('text'),
    ).then(
      () => 'accepted',
      () => 'refused',
    );
    equal(refusal, 'refused');
  });
}
