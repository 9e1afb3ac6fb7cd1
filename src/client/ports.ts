/**
 * The ports of the core: what it asks of its surroundings.
 * @module
 */
import type { Bytes } from '../crypto/bytes.js';
import type { EcPublicJwk } from '../crypto/jwk.js';
import type { NeonError, NeonErrorCode } from '../errors.js';
import type { TokenRecord } from './token-record.js';
import type { Prompter } from './person/prompter.js';

/** What one transaction writes. */
export interface Change {
  readonly put?: TokenRecord | undefined;
  /** Further records to write. */
  readonly also?: readonly TokenRecord[];
  /** `tid`s of records to delete. */
  readonly remove?: readonly string[];
}

/** The service key that a browser trusts. */
export interface PinnedKey {
  readonly jwk: EcPublicJwk;
  /** Number of the succession statement that named it; 0 when it was the first. */
  readonly seq: number;
}

/** Keeps the enrolments of one alias. Every write is one transaction, durable when its promise resolves. */
export interface TokenStore {
  records(): Promise<readonly TokenRecord[]>;

  /**
   * Runs one transaction: hands the stored records to `decide` and writes what it returns. `decide` is
   * synchronous, has no effect of its own and may be called more than once.
   *
   * @returns whether anything was written.
   * @throws {NeonError} `STORAGE_UNAVAILABLE`, `STORAGE_NOT_PERSISTENT`.
   */
  change(decide: (records: readonly TokenRecord[]) => Change | undefined): Promise<boolean>;

  pinnedKey(): Promise<PinnedKey | undefined>;

  /** Stores `key` unless the stored one has a higher number. */
  pinKey(key: PinnedKey): Promise<void>;

  /** Calls `listener` after the records changed, here or in another tab. */
  subscribe(listener: () => void): () => void;

  close(): void;
}

/** A refusal of the service, not authenticated. */
export interface Refused {
  readonly ok: false;
  readonly code: NeonErrorCode;
  /** A signed statement, not verified yet. */
  readonly stmt: string | undefined;
  /** Seconds to wait. */
  readonly retryAfter: number | undefined;
}

/** The answer of the service, as far as the transport reads it. */
export type Reply = { readonly ok: true; readonly body: string } | Refused;

/**
 * Carries messages to the service.
 *
 * Both methods reject with the signal's reason when it is aborted, with `NETWORK_UNAVAILABLE` when there
 * was no connection or it broke, and with `SERVICE_UNAVAILABLE` for 5xx and anything that is no answer.
 */
export interface Transport {
  /** @param path below the service's origin. */
  post(path: string, message: object, signal: AbortSignal): Promise<Reply>;

  /** Fetches a public file of the service. */
  get(url: string, signal: AbortSignal): Promise<Bytes>;
}

/** Locks across the tabs of a browser. They save work; correctness does not depend on them. */
export interface Locks {
  /**
   * Runs the work under a lock, or without one where locks are missing, refused or held too long. A tab that stands still
   * may lose its lock to another one; its work goes on when it wakes.
   */
  run<T>(name: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>;

  /**
   * Runs work without an end under a lock, however long another tab at work has it, or without one where locks are missing
   * or tabs cannot hear each other. Resolves when another tab has taken the lock, because this one stood still: the caller
   * then has to end the work. Without this method, all tabs do the work.
   */
  hold?(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void>;
}

/** Messages between the tabs of a browser. They save work; correctness does not depend on them. */
export interface Channels {
  /**
   * Joins a channel; undefined where tabs cannot hear each other.
   * @param hear is told what other tabs send, which may run another version of the page.
   */
  join(name: string, hear: (message: unknown) => void): Channel | undefined;
}

/** One tab's end of a channel. */
export interface Channel {
  /** Sends a value that can be cloned to the other tabs. Never throws: a message may get lost. */
  send(message: unknown): void;
  close(): void;
}

/** Clocks. The protocol does not depend on `wall`. */
export interface Clock {
  /** Milliseconds since the epoch, as this machine believes. */
  wall(): number;
  /** Milliseconds since some moment; never jumps. */
  monotonic(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** How long the core waits, in milliseconds. */
export interface Timeouts {
  /** For the answer to one message, resends included. */
  readonly answer: number;
}

/** The ending of an operation of an earlier call or page, learned later. */
export interface LateResult {
  readonly login: string;
  readonly operation: string;
  /** Undefined when it succeeded; `RESULT_EXPIRED` when it succeeded but its result can no longer be used. */
  readonly error: NeonError | undefined;
}

/** The ports and settings of one client. */
export interface ClientContext {
  readonly store: TokenStore;
  readonly transport: Transport;
  readonly locks: Locks;
  readonly channels: Channels;
  readonly clock: Clock;
  readonly prompter: Prompter | undefined;
  readonly timeouts: Timeouts;
  /** `iss`: origin of the service. */
  readonly iss: string;
  readonly als: string;
  /** Origin of the page. */
  readonly org: string;
  /** Key ids of the service to trust; empty: the one met first. */
  readonly pins: readonly string[];
  /** macId that the service has to have; undefined: any. */
  readonly macId: string | undefined;
  /** Library and application, printable ASCII, at most 64 characters. */
  readonly lib: string;
  /** How the browser names itself: `navigator.userAgent`. */
  readonly agent: string;
  onLateResult(result: LateResult): void;
  /** Told the names of steps and codes, never a value. */
  debug(step: string, code?: string): void;
}
