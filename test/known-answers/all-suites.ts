import { webAesKey } from '../../src/crypto/aes-gcm.js';
import { nobleHashes } from '../../src/crypto/hashes.js';
import { protocolKnownAnswers } from './protocol.js';
import type { Harness } from './harness.js';
import { hashesKnownAnswers, hkdfKnownAnswers } from './hashes.js';
import { malformedInput } from './malformed-input.js';
import { hpkeKnownAnswers } from './hpke.js';
import { aesKnownAnswers, joseKnownAnswers } from './jose.js';
import { typedValues } from './typed-values.js';

/** Every suite of known answers, and what has to be refused. */
export function allKnownAnswers(harness: Harness): void {
  hashesKnownAnswers(harness, '@noble/hashes', nobleHashes);
  hkdfKnownAnswers(harness);
  joseKnownAnswers(harness);
  aesKnownAnswers(harness, 'WebCrypto', webAesKey);
  hpkeKnownAnswers(harness);
  protocolKnownAnswers(harness);
  malformedInput(harness);
  typedValues(harness);
}
