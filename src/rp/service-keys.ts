/**
 * The published keys of a service (RFC 7517), fetched when a key is wanted that is not known yet.
 * @module
 */
import { keyId } from '../crypto/jwk.js';
import { array, id, integer, object, oneOf, optional, type ReadBy } from '../protocol/read.js';
import { keyOverlap, type SigningKey } from '../protocol/signing-key.js';
import { askService, readAnswer, unanswered, type Asking } from './ask-service.js';

/** How often keys are fetched at most, in milliseconds: strangers can name keys that do not exist. */
const pause = 60_000;

/** How long keys are used without asking whether one was replaced, in milliseconds. */
const life = 10 * 60_000;

const readKeySet = object({
  keys: array(
    object({
      kty: oneOf('EC'),
      crv: oneOf('P-256'),
      x: id(32),
      y: id(32),
      /** Since when it signs, in seconds. */
      nbf: integer(),
      /** Until when it signed. */
      exp: optional(integer()),
    }),
    64,
  ),
});

/** The keys of a service. */
export interface ServiceKeys {
  /**
   * Finds a key, by what is known where the keys cannot be fetched again.
   * @throws {ServiceError} when it is not known, and the keys could not be fetched.
   */
  find(kid: string): Promise<SigningKey | undefined>;
}

/** Makes the memory of the keys of one service. */
export function serviceKeys(asking: Asking, now: () => number): ServiceKeys {
  let known: readonly SigningKey[] = [];
  let askedAt = -Infinity;
  /** Why the keys could not be fetched, if so. */
  let failure: Promise<Error | undefined> = Promise.resolve(undefined);

  function fetchKeys(): Promise<Error | undefined> {
    askedAt = now();
    failure = ask(asking).then(
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

async function ask({ url, timeout }: Asking): Promise<readonly SigningKey[]> {
  const answer = await askService({ url, timeout }, '/.well-known/jwks.json');
  if (answer.status !== 200) throw unanswered(answer);
  return readAnswer(readKeySet, answer).keys.map(toKey);
}

/** The name of a key is its thumbprint, whatever the set says. */
function toKey({ nbf, exp, ...jwk }: ReadBy<typeof readKeySet>['keys'][number]): SigningKey {
  // What is published has the overlap in it already.
  const until = exp === undefined ? undefined : exp * 1000 - keyOverlap;
  return { kid: keyId(jwk), jwk, from: nbf * 1000, until };
}
