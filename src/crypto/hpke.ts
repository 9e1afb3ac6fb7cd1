/**
 * HPKE (RFC 9180) in base mode, sender side, with one suite: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256,
 * AES-128-GCM (ids 0x0010, 0x0001, 0x0001). One message per context.
 * @module
 */
import { encryptAesGcm, importAesKey } from './aes-gcm.js';
import { concat, utf8, type Bytes } from './bytes.js';
import { hkdfExpand, hkdfExtract } from './hashes.js';
import { webCrypto, webCryptoOnInput } from './web-crypto.js';

/** The result of one encapsulation. */
export interface HpkeMessage {
  /** The ephemeral public key to be sent along, 65 bytes. */
  readonly enc: Bytes;
  /** Ciphertext and tag. */
  readonly ciphertext: Bytes;
  /** Secret export (RFC 9180 section 5.3), `length` bytes at most 8160. */
  export(exporterContext: Bytes, length: number): Bytes;
}

const ecdh = { name: 'ECDH', namedCurve: 'P-256' } as const;
const kemSuite = concat(utf8('KEM'), twoBytes(0x0010));
const hpkeSuite = concat(utf8('HPKE'), twoBytes(0x0010), twoBytes(0x0001), twoBytes(0x0001));
const empty = new Uint8Array();

/**
 * Encrypts to the holder of the private half of `recipientKey` (65 bytes, uncompressed point).
 *
 * @param plaintextFor makes the plaintext, which may contain the ephemeral public key.
 * @throws {DOMException} `DataError` when `recipientKey` is not a point of the curve.
 */
export async function sealHpke(
  recipientKey: Bytes,
  info: Bytes,
  plaintextFor: (enc: Bytes) => Promise<Bytes>,
): Promise<HpkeMessage> {
  const ephemeral = await webCrypto((subtle) => subtle.generateKey(ecdh, false, ['deriveBits']));
  const plaintext = await plaintextFor(await exportPoint(ephemeral.publicKey));
  return sealHpkeWith(ephemeral, recipientKey, info, plaintext);
}

/**
 * Encrypts with a given ephemeral key pair, for the test vectors of RFC 9180 appendix A.
 * @internal
 */
export async function sealHpkeWith(
  ephemeral: CryptoKeyPair,
  recipientKey: Bytes,
  info: Bytes,
  plaintext: Bytes,
  additionalData: Bytes = empty,
): Promise<HpkeMessage> {
  const recipient = await webCryptoOnInput((subtle) =>
    subtle.importKey('raw', recipientKey, ecdh, false, []),
  );
  const shared = new Uint8Array(
    await webCrypto((subtle) =>
      subtle.deriveBits({ name: 'ECDH', public: recipient }, ephemeral.privateKey, 256),
    ),
  );
  const enc = await exportPoint(ephemeral.publicKey);

  const kemPrk = labeledExtract(kemSuite, empty, 'eae_prk', shared);
  const secret = labeledExpand(kemSuite, kemPrk, 'shared_secret', concat(enc, recipientKey), 32);

  const context = concat(
    new Uint8Array([0]),
    labeledExtract(hpkeSuite, empty, 'psk_id_hash', empty),
    labeledExtract(hpkeSuite, empty, 'info_hash', info),
  );
  const prk = labeledExtract(hpkeSuite, secret, 'secret', empty);
  const key = await importAesKey(labeledExpand(hpkeSuite, prk, 'key', context, 16));
  // The nonce of the first and only message is the base nonce itself: sequence number 0.
  const nonce = labeledExpand(hpkeSuite, prk, 'base_nonce', context, 12);
  const exporterSecret = labeledExpand(hpkeSuite, prk, 'exp', context, 32);
  return {
    enc,
    ciphertext: await encryptAesGcm(key, nonce, additionalData, plaintext),
    export: (exporterContext, length) =>
      labeledExpand(hpkeSuite, exporterSecret, 'sec', exporterContext, length),
  };
}

async function exportPoint(key: CryptoKey): Promise<Bytes> {
  return new Uint8Array(await webCrypto((subtle) => subtle.exportKey('raw', key)));
}

function labeledExtract(suite: Bytes, salt: Bytes, label: string, keyMaterial: Bytes): Bytes {
  return hkdfExtract(salt, concat(utf8('HPKE-v1'), suite, utf8(label), keyMaterial));
}

function labeledExpand(
  suite: Bytes,
  prk: Bytes,
  label: string,
  info: Bytes,
  length: number,
): Bytes {
  return hkdfExpand(
    prk,
    concat(twoBytes(length), utf8('HPKE-v1'), suite, utf8(label), info),
    length,
  );
}

function twoBytes(value: number): Bytes {
  return new Uint8Array([value >> 8, value & 0xff]);
}
