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
import { keyOfVersion, versionsOf } from '../keys/key-ring.js';
import type { ServiceContext } from '../../service-context.js';
import { clockMargin } from '../clock.js';

const format = 1;
const timeEnd = 9;
const randomEnd = 25;
const length = 41;

/** What challenges are made and judged with. */
type ChallengeContext = Pick<ServiceContext, 'keys' | 'clock'>;

/** Makes a challenge, 41 bytes in base64url. */
export function issueChallenge(context: ChallengeContext, als: string): string {
  const time = u64(context.clock.now());
  const body = concat(new Uint8Array([format]), time, randomBytes(randomEnd - timeEnd));
  const { current } = context.keys.challenge;
  return toBase64Url(concat(body, authenticate(context, current, als, body)));
}

/**
 * Tells when a challenge was issued, in milliseconds since the epoch; undefined when this service did not
 * issue it for this alias, when it is older than five minutes or lies in the future, and when the clock was put back
 * since.
 */
export function challengeTime(
  context: ChallengeContext,
  als: string,
  challenge: string,
): number | undefined {
  const now = context.clock.now();
  const bytes = fromBase64Url(challenge);
  const body = bytes.subarray(0, randomEnd);
  if (bytes.length !== length || bytes[0] !== format) return undefined;
  const isOurs = versionsOf(context.keys.challenge).some((version) =>
    equalBytes(authenticate(context, version, als, body), bytes.subarray(randomEnd)),
  );
  if (!isOurs) return undefined;
  const issued = Number(new DataView(body.buffer).getBigUint64(1));
  return issued >= now - challengeLife && issued <= now + clockMargin ? issued : undefined;
}

/** The number of set-backs is part of it: an earlier time is then no earlier moment, and could look like a copy. */
function authenticate(
  { keys, clock }: ChallengeContext,
  version: number,
  als: string,
  body: Bytes,
): Bytes {
  const setBacks = clock.setBacks > 0 ? u64(clock.setBacks) : new Uint8Array();
  const message = concat(utf8('btt1 chal\0'), utf8(als), body.subarray(1), setBacks);
  const key = keyOfVersion(keys.challenge, version);
  return hmacSha256(key, message).subarray(0, length - randomEnd);
}
