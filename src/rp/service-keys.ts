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

/** How long keys are used without asking whether there are others, in milliseconds. */
const life = 24 * 60 * 60_000;

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
   * Finds a key.
   * @throws {ServiceError} when it is not known, and the keys could not be fetched.
   */
  find(kid: string): Promise<SigningKey | undefined>;
}

/** Makes the memory of the keys of one service. */
export function serviceKeys(asking: Asking, now: () => number): ServiceKeys {
  let known: Promise<readonly SigningKey[]> | undefined;
  let askedAt = -Infinity;

  function fetchKeys(): Promise<readonly SigningKey[]> {
    askedAt = now();
    const before = known;
    const fetched = ask(asking);
    known = fetched;
    // What could not be fetched is no reason to forget what is known.
    fetched.catch(() => (known = before));
    return fetched;
  }

  return {
    async find(kid) {
      const age = now() - askedAt;
      const keys = known && age < life ? await known : await fetchKeys();
      const found = keys.find((key) => key.kid === kid);
      if (found || now() - askedAt < pause) return found;
      return (await fetchKeys()).find((key) => key.kid === kid);
    },
  };
}

async function ask({ url, timeout }: Asking): Promise<readonly SigningKey[]> {
  const answer = await askService({ url, timeout }, '/.well-known/jwks.json');
  if (answer.status !== 200) throw unanswered(answer);
  return Promise.all(readAnswer(readKeySet, answer).keys.map(toKey));
}

/** The name of a key is its thumbprint, whatever the set says. */
async function toKey({
  nbf,
  exp,
  ...jwk
}: ReadBy<typeof readKeySet>['keys'][number]): Promise<SigningKey> {
  // What is published has the overlap in it already.
  const until = exp === undefined ? undefined : exp * 1000 - keyOverlap;
  return { kid: await keyId(jwk), jwk, from: nbf * 1000, until };
}
