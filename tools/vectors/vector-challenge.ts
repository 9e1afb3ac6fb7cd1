/**
 * Challenges with fixed random parts.
 * @module
 */
import { concat, toBase64Url, u64, utf8 } from '../../src/crypto/bytes.js';
import { hmacSha256 } from '../../src/crypto/hashes.js';
import { fixed, site } from './vector-inputs.js';

/**
 * A challenge of a time in milliseconds, and what it is made of.
 * @param setBacks how often the clock of the service was put back.
 */
export function challengeOf(ts: number, setBacks = 0) {
  const [kchal, rnd] = [fixed('challenge key'), fixed(`random part ${ts}`, 16)];
  const body = concat(u64(ts), rnd);
  const counted = setBacks ? u64(setBacks) : new Uint8Array();
  const mac = hmacSha256(kchal, concat(utf8(`btt1 chal\0${site.als}`), body, counted)).slice(0, 16);
  const chal = toBase64Url(concat(Uint8Array.of(1), body, mac));
  return { kchal: toBase64Url(kchal), als: site.als, ts, rnd: toBase64Url(rnd), setBacks, chal };
}
