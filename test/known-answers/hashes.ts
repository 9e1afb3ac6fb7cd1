import { utf8, type Bytes } from '../../src/crypto/bytes.js';
import { hkdfExpand, hkdfExtract, type Hashes } from '../../src/crypto/hashes.js';
import { hex, run, toHex, type Harness } from './harness.js';

const hkdfCases = [
  {
    name: 'RFC 5869 A.1',
    keyMaterial: new Uint8Array(22).fill(0x0b),
    salt: run(0x00, 0x0c),
    info: run(0xf0, 0xf9),
    length: 42,
    prk: '077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5',
    okm: '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
  },
  {
    name: 'RFC 5869 A.2',
    keyMaterial: run(0x00, 0x4f),
    salt: run(0x60, 0xaf),
    info: run(0xb0, 0xff),
    length: 82,
    prk: '06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244',
    okm:
      'b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09' +
      'da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87',
  },
  {
    name: 'RFC 5869 A.3',
    keyMaterial: new Uint8Array(22).fill(0x0b),
    salt: new Uint8Array(),
    info: new Uint8Array(),
    length: 42,
    prk: '19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04',
    okm: '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
  },
];

const longKey = new Uint8Array(131).fill(0xaa);
const hmacCases = [
  [
    new Uint8Array(20).fill(0x0b),
    utf8('Hi There'),
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  ],
  [
    utf8('Jefe'),
    utf8('what do ya want for nothing?'),
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  [
    new Uint8Array(20).fill(0xaa),
    new Uint8Array(50).fill(0xdd),
    '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe',
  ],
  [
    run(0x01, 0x19),
    new Uint8Array(50).fill(0xcd),
    '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b',
  ],
  [new Uint8Array(20).fill(0x0c), utf8('Test With Truncation'), 'a3b6167473100ee06e0c796c2955552b'],
  [
    longKey,
    utf8('Test Using Larger Than Block-Size Key - Hash Key First'),
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  ],
  [
    longKey,
    utf8(
      'This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.',
    ),
    '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
  ],
] as const;

/** Examples of FIPS 180-2 appendix B, and the empty message. */
const sha256Cases: readonly (readonly [name: string, data: Bytes, expected: string])[] = [
  ['nothing', utf8(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['one block', utf8('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'two blocks',
    utf8('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'),
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  [
    'a million letters',
    new Uint8Array(1_000_000).fill(0x61),
    'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
  ],
];

/** SHA-256 of FIPS 180-2, HMAC-SHA-256 of RFC 4231 and HKDF-SHA-256 of RFC 5869, by one implementation. */
export function hashesKnownAnswers({ it, equal }: Harness, name: string, hashes: Hashes): void {
  for (const [what, data, expected] of sha256Cases) {
    it(`${name}: SHA-256 of ${what}`, () => equal(toHex(hashes.sha256(data)), expected));
  }
  for (const [index, [key, data, expected]] of hmacCases.entries()) {
    it(`${name}: RFC 4231 test case ${index + 1}`, () => {
      // Case 5 prints the first 128 bits only.
      equal(toHex(hashes.hmacSha256(key, data)).slice(0, expected.length), expected);
    });
  }
  for (const { name: example, keyMaterial, salt, info, okm } of hkdfCases) {
    it(`${name}: ${example}`, () =>
      equal(toHex(hashes.hkdfSha256(salt, keyMaterial, info)), okm.slice(0, 64)));
  }
}

/** The two halves of HKDF-SHA-256 of RFC 5869. */
export function hkdfKnownAnswers({ it, equal }: Harness): void {
  for (const { name, keyMaterial, salt, info, length, prk, okm } of hkdfCases) {
    it(`${name}: extract`, () => equal(toHex(hkdfExtract(salt, keyMaterial)), prk));
    it(`${name}: expand`, () => equal(toHex(hkdfExpand(hex(prk), info, length)), okm));
  }
}
