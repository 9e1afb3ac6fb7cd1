/**
 * What a client knows of its service while the page lives: settings, signing key, newest challenge.
 * @module
 */
import { randomBytes, toBase64Url, type Bytes } from '../crypto/bytes.js';
import { sha256 } from '../crypto/hkdf.js';
import { keyId } from '../crypto/jwk.js';
import { NeonError } from '../errors.js';
import { helloPath, helloRequest, helloType, readHello, type Hello } from '../protocol/hello.js';
import { utf8 } from '../crypto/bytes.js';
import type { ClientContext, PinnedKey } from './context.js';
import { exchange, refusal, unreadable } from './exchange.js';
import { openSigned, trustedKey } from './service-keys.js';

/** A challenge is used up to this age, in milliseconds; the service takes it for a minute longer. */
const usableFor = 4 * 60_000;

/** While a person types, an older challenge than this is replaced, in milliseconds. */
const freshFor = 2 * 60_000;

/** How often the age is looked at while a person types, in milliseconds. */
const renewalPause = 30_000;

interface Challenge {
  readonly value: string;
  /** Times of the request that brought it, so that it counts as older rather than younger than it is. */
  readonly monotonic: number;
  readonly wall: number;
}

/** The dealings of one client with its service. */
export class Session {
  /** Whether the service answered the last time it was asked. */
  online: boolean | undefined;

  readonly #context: ClientContext;
  #hello: Hello | undefined;
  #key: PinnedKey | undefined;
  #challenge: Challenge | undefined;
  readonly #files = new Map<string, Bytes>();

  constructor(context: ClientContext) {
    this.#context = context;
  }

  /** What the service says of itself; asks it the first time. */
  async service(signal: AbortSignal): Promise<Hello> {
    return this.#hello ?? this.hello(signal);
  }

  /**
   * A challenge to build a message with. Asks the service when the newest one is too old.
   *
   * The caller takes it *after* it asked the person and *before* it reads the record, and uses this value
   * only: with a challenge later than its read, an honest message looks like that of a copy.
   */
  async challenge(signal: AbortSignal): Promise<string> {
    if (!this.#challenge || this.#age(this.#challenge) > usableFor) await this.hello(signal);
    return this.#challenge!.value;
  }

  /** Remembers a challenge that came with the answer to a request sent at `monotonic`. */
  noteChallenge(value: string, monotonic: number): void {
    const { clock } = this.#context;
    if (this.#challenge && this.#challenge.monotonic >= monotonic) return;
    const wall = clock.wall() - (clock.monotonic() - monotonic);
    this.#challenge = { value, monotonic, wall };
  }

  /** Forgets the newest challenge: the service did not take it. */
  dropChallenge(): void {
    this.#challenge = undefined;
  }

  /** Keeps the challenge young until `signal` is aborted, so that an answer typed slowly costs no time. */
  async keepFresh(signal: AbortSignal): Promise<void> {
    try {
      for (;;) {
        if (!this.#challenge || this.#age(this.#challenge) > freshFor) await this.hello(signal);
        await this.#context.clock.wait(renewalPause, signal);
      }
    } catch {
      // The prompt has closed, or the operation itself will meet and report what is wrong.
    }
  }

  /**
   * Asks the service who it is.
   *
   * @throws {NeonError} `NETWORK_UNAVAILABLE`, `SERVICE_UNAVAILABLE`, `SERVICE_KEY_UNKNOWN`, `MACID_IS_UNKNOWN`,
   *   `NO_ACTIVE_SERVICE_FOR_USER`, `ORIGIN_NOT_ALLOWED`, `VERSION_UNSUPPORTED`.
   */
  async hello(signal: AbortSignal): Promise<Hello> {
    const { als, lib, clock } = this.#context;
    this.#context.debug('hello');
    const cn = toBase64Url(randomBytes(16));
    const sent = clock.monotonic();
    try {
      const request = helloRequest(als, lib, cn);
      const reply = await exchange(this.#context, helloPath, request, signal);
      if (!reply.ok) throw refusal(reply);
      const hello = await this.#readHello(reply.body, cn);
      this.#hello = hello;
      this.noteChallenge(hello.chal, sent);
      this.online = true;
      return hello;
    } catch (error) {
      if (isUnreachable(error)) this.online = false;
      throw error;
    }
  }

  /**
   * Reads a compact JWS that the service signed. A key not met before makes it ask for the succession once.
   *
   * @returns the claims, not read yet.
   * @throws {NeonError} `SERVICE_KEY_UNKNOWN` or what {@link hello} throws.
   */
  async verified(compact: string, typ: string, signal: AbortSignal): Promise<unknown> {
    const known = async (kid: string) =>
      this.#key && keyId(this.#key.jwk) === kid ? this.#key.jwk : undefined;
    const claims = await openSigned(compact, typ, known);
    if (claims) return claims;
    await this.hello(signal);
    return (await openSigned(compact, typ, known)) ?? unknown();
  }

  /** A public file of the service, checked against its hash (base64url SHA-256) and kept. */
  async file(url: string, hash: string, signal: AbortSignal): Promise<Bytes> {
    const kept = this.#files.get(hash);
    if (kept) return kept;
    const bytes = await this.#context.transport.get(url, signal);
    if (toBase64Url(sha256(bytes)) !== hash) throw unreadable(undefined);
    this.#files.set(hash, bytes);
    return bytes;
  }

  async #readHello(body: string, cn: string): Promise<Hello> {
    const { iss, als, pins, store } = this.#context;
    const pinned = await store.pinnedKey();
    let key: PinnedKey | undefined;
    try {
      const claims = await openSigned(body, helloType, async (kid, unverified) => {
        key = await trustedKey(readHello(unverified, '$'), kid, pins, pinned);
        return key.jwk;
      });
      const hello = readHello(claims, '$');
      if (hello.iss !== iss || hello.als !== als || hello.cn !== cn) throw unreadable('$.cn');
      await store.pinKey(key!);
      this.#key = key;
      return hello;
    } catch (error) {
      throw error instanceof NeonError ? error : unreadable(error);
    }
  }

  /** The longer of both clocks: one may be set by hand, the other stand still while the machine sleeps. */
  #age({ monotonic, wall }: Challenge): number {
    const { clock } = this.#context;
    return Math.max(clock.monotonic() - monotonic, clock.wall() - wall);
  }
}

/** Tells whether an error means that the service could not be asked. */
export function isUnreachable(error: unknown): boolean {
  return (
    error instanceof NeonError &&
    (error.code === 'NETWORK_UNAVAILABLE' || error.code === 'SERVICE_UNAVAILABLE')
  );
}

/** Base64url SHA-256 of text. */
export function hashOfText(text: string): string {
  return toBase64Url(sha256(utf8(text)));
}

function unknown(): never {
  throw new NeonError('SERVICE_KEY_UNKNOWN', { message: 'signed by an unknown key' });
}
