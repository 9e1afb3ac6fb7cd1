/**
 * Challenges: they prove the earliest moment at which a message can have been built. Stateless, and bound to an alias.
 * @module
 */
import {
  concat,
  equalBytes,
  fromBase64Url,
  randomBytes,
  toBase64Url,
  u64,
  utf8,
  type Bytes,
} from '../../../crypto/bytes.js';
import { hmacSha256 } from '../../../crypto/hashes.js';
import { challengeLife } from '../../../protocol/limits.js';
import type { KeyRing } from '../keys/key-ring.js';

const format = 1;
const timeEnd = 9;
const randomEnd = 25;
const length = 41;

/** How far the clocks of two nodes of one service may differ, in milliseconds. */
export const clockMargin = 5_000;

/** Makes a challenge, 41 bytes in base64url. */
export function issueChallenge(keys: KeyRing, als: string, now: number): string {
  const body = concat(new Uint8Array([format]), u64(now), randomBytes(randomEnd - timeEnd));
  return toBase64Url(concat(body, authenticate(keys, als, body)));
}

/**
 * Tells when a challenge was issued, in milliseconds since the epoch; undefined when this service did not
 * issue it for this alias, or when it is older than five minutes or lies in the future.
 */
export function challengeTime(
  keys: KeyRing,
  als: string,
  challenge: string,
  now: number,
): number | undefined {
  const bytes = fromBase64Url(challenge);
  const body = bytes.subarray(0, randomEnd);
  if (bytes.length !== length || bytes[0] !== format) return undefined;
  if (!equalBytes(authenticate(keys, als, body), bytes.subarray(randomEnd))) return undefined;
  const issued = Number(new DataView(body.buffer).getBigUint64(1));
  return issued >= now - challengeLife && issued <= now + clockMargin ? issued : undefined;
}

function authenticate(keys: KeyRing, als: string, body: Bytes): Bytes {
  const context = concat(utf8('btt1 chal\0'), utf8(als), body.subarray(1));
  return hmacSha256(keys.challenge, context).subarray(0, length - randomEnd);
}
