/**
 * The published signing keys of a service (RFC 7517), fetched when a key is asked for that is not cached.
 * @module
 */
import { keyId } from '../crypto/jwk.js';
import { publicKey } from '../protocol/fields.js';
import { array, integer, object, optional, type ReadBy } from '../protocol/readers.js';
import { keyOverlap, type SigningKey } from '../protocol/signing-key.js';
import { callService, readAnswer, refusal, type ServiceAccess } from './service-call.js';

/** Shortest time between two fetches, in milliseconds: strangers can name keys that do not exist. */
const pause = 60_000;

/** Longest time for which cached keys are used, in milliseconds: one of them may have been replaced. */
const life = 10 * 60_000;

const readKeySet = object({
  keys: array(
    object({
      ...publicKey,
      /** Since when it signs, in seconds. */
      nbf: integer(),
      /** Until when it signed. */
      exp: optional(integer()),
    }),
    64,
  ),
});

/** The published keys of a service. */
export interface PublishedKeys {
  /**
   * Finds a key. Cached keys are used when they cannot be fetched again.
   * @throws {ServiceError} when the key is not cached, and the keys could not be fetched.
   */
  find(kid: string): Promise<SigningKey | undefined>;
}

/** Makes the cache of the published keys of one service. */
export function publishedKeys(access: ServiceAccess, now: () => number): PublishedKeys {
  let known: readonly SigningKey[] = [];
  let askedAt = -Infinity;
  /** Why the last fetch failed, if it did. */
  let failure: Promise<Error | undefined> = Promise.resolve(undefined);

  function fetchKeys(): Promise<Error | undefined> {
    askedAt = now();
    failure = ask(access).then(
      (keys) => ((known = keys), undefined),
      (error: Error) => error,
    );
    return failure;
  }

  return {
    async find(kid) {
      const isOld = now() - askedAt >= life;
      let failed = await (isOld ? fetchKeys() : failure);
      const isWanted = () => known.every((key) => key.kid !== kid);
      const isTime = failed !== undefined || now() - askedAt >= pause;
      if (!isOld && isTime && isWanted()) failed = await fetchKeys();
      if (failed !== undefined && isWanted()) throw failed;
      return known.find((key) => key.kid === kid);
    },
  };
}

async function ask({ url, timeout }: ServiceAccess): Promise<readonly SigningKey[]> {
  const answer = await callService({ url, timeout }, '/.well-known/jwks.json');
  if (answer.status !== 200) throw refusal(answer);
  return readAnswer(readKeySet, answer).keys.map(toKey);
}

/** Names a key by its thumbprint, whatever `kid` the set gives it. */
function toKey({ nbf, exp, ...jwk }: ReadBy<typeof readKeySet>['keys'][number]): SigningKey {
  // The published time includes the overlap already.
  const until = exp === undefined ? undefined : exp * 1000 - keyOverlap;
  return { kid: keyId(jwk), jwk, from: nbf * 1000, until };
}
