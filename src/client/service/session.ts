/**
 * The identity of the service, its signatures, and its challenges.
 * @module
 */
import { randomBytes, toBase64Url } from '../../crypto/bytes.js';
import { keyId } from '../../crypto/jwk.js';
import { NeonError } from '../../errors.js';
import { helloPath, helloRequest, helloType, readHello, type Hello } from '../../protocol/hello.js';
import { MalformedError } from '../../protocol/readers.js';
import { exchange, isUnreachable, refusal } from './exchange.js';
import { momentOf, sinceMoment, type Moment } from '../moment.js';
import type { Run } from '../run.js';
import { openSigned, trustedKey } from './trusted-key.js';

/** A challenge is used up to this age, in milliseconds; the service takes it for a minute longer. */
export const usableFor = 4 * 60_000;

/** Age at which a challenge is replaced while a person types, in milliseconds. */
const freshFor = 2 * 60_000;

/** Interval between two checks of that age, in milliseconds. */
const renewalPause = 30_000;

/** The newest hello of the service; asks for it the first time. */
export async function service(run: Run): Promise<Hello> {
  return run.session.hello ?? greet(run);
}

/**
 * A challenge to build a message with. Asks the service when the newest one is too old.
 *
 * Take it *after* the prompt and *before* reading the record, and use no other: with a challenge newer than the record,
 * the service would see evidence of a copy.
 */
export async function challenge(run: Run): Promise<string> {
  if (challengeAge(run) > usableFor) await greet(run);
  return run.session.challenge!.value;
}

/** Remembers the challenge and the time of an authenticated answer to a request. */
export function noteChallenge(
  { session }: Run,
  { chal: value, now }: { readonly chal: string; readonly now: number | undefined },
  sent: Moment,
): void {
  const newest = session.challenge?.sent;
  if (newest && newest.monotonic >= sent.monotonic) return;
  session.challenge = { value, sent, now };
}

/** Replaces the challenge when it gets old, until the signal is aborted, so that slow typing costs no round trip. */
export async function keepFresh(run: Run): Promise<void> {
  try {
    for (;;) {
      if (challengeAge(run) > freshFor) await greet(run);
      await run.clock.wait(renewalPause, run.signal);
    }
  } catch {
    // The prompt has closed, or the service cannot be asked, which the operation will report.
  }
}

/**
 * Asks the service for a hello: its keys, its settings and a challenge.
 *
 * @throws {NeonError} `NETWORK_UNAVAILABLE`, `SERVICE_UNAVAILABLE`, `SERVICE_KEY_UNKNOWN`, `MACID_IS_UNKNOWN`,
 *   `NO_ACTIVE_SERVICE_FOR_USER`, `ORIGIN_NOT_ALLOWED`, `VERSION_UNSUPPORTED`.
 */
export async function greet(run: Run): Promise<Hello> {
  const { session } = run;
  try {
    // A damaged answer is asked for once more.
    const hello = (await ask(run)) ?? (await ask(run));
    if (!hello) throw new NeonError('SERVICE_UNAVAILABLE', { message: 'unreadable answer' });
    session.online = true;
    return hello;
  } catch (error) {
    if (isUnreachable(error)) session.online = false;
    throw error;
  }
}

/** Asks once; undefined when the answer is damaged. */
async function ask(run: Run): Promise<Hello | undefined> {
  const { als, lib, clock, session } = run;
  run.debug('hello');
  const cn = toBase64Url(randomBytes(16));
  const sent = momentOf(clock);
  const reply = await exchange(run, helloPath, helloRequest(als, lib, cn));
  if (!reply.ok) throw refusal(reply);
  try {
    const hello = await open(run, reply.body, cn);
    if (run.macId !== undefined && hello.mac !== run.macId) throw new NeonError('MACID_IS_UNKNOWN');
    session.hello = hello;
    noteChallenge(run, hello, sent);
    return hello;
  } catch (error) {
    if (error instanceof NeonError) throw error;
    return undefined;
  }
}

/**
 * Reads a compact JWS that the service signed. If the key is unknown, asks for a new hello once.
 *
 * @returns the claims, not read yet.
 * @throws {MalformedError} when it is not signed by the service.
 * @throws {NeonError} what {@link greet} throws.
 */
export async function verified(run: Run, compact: string, typ: string): Promise<unknown> {
  const known = async (kid: string) => {
    const { key } = run.session;
    return key?.kid === kid ? key.jwk : undefined;
  };
  const claims = await openSigned(compact, typ, known);
  if (claims) return claims;
  await greet(run);
  const later = await openSigned(compact, typ, known);
  if (later) return later;
  throw new MalformedError('kid');
}

/** @throws {NeonError} `SERVICE_KEY_UNKNOWN` when it is whole, and signed by a key that is not trusted. */
async function open(run: Run, body: string, cn: string): Promise<Hello> {
  const { iss, als, pins, store, session } = run;
  let signer = '';
  // By the key that it names itself: what is not even signed by that is damaged.
  const claims = await openSigned(body, helloType, async (kid, unverified) => {
    signer = kid;
    return readHello(unverified, '$').jwks.find((jwk) => keyId(jwk) === kid);
  });
  const hello = readHello(claims, '$');
  const key = await trustedKey(hello, signer, pins, await store.pinnedKey());
  if (hello.iss !== iss || hello.als !== als || hello.cn !== cn) throw new MalformedError('$.cn');
  const { jwk, seq } = key;
  await store.pinKey({ jwk, seq });
  session.key = key;
  return hello;
}

function challengeAge({ clock, session }: Run): number {
  return session.challenge ? sinceMoment(clock, session.challenge.sent) : Infinity;
}
