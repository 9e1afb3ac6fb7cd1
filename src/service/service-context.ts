/**
 * The ports of the service, and who sends it requests.
 * @module
 */
import type { Hashes } from '../crypto/hashes.js';
import type { KeyRing } from './domain/keys/key-ring.js';
import type { Store } from './store/store.js';

/** The time. */
export interface Clock {
  /** Milliseconds since the epoch. Steps back only when the system's clock is put back by more than a second. */
  now(): number;
  /** Milliseconds that have passed since some moment, for what is kept in memory. Never steps back. */
  elapsed(): number;
  /** How often the system's clock was put back in the life of the database. */
  readonly setBacks: number;
}

/** Writes one event. `fields` never hold a PIN, key, code, OTP or token. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  event: string,
  fields?: Readonly<Record<string, string | number | boolean | undefined>>,
) => void;

/** The ports and settings of a process. */
export interface ServiceContext {
  readonly store: Store;
  readonly keys: KeyRing;
  readonly hashes: Hashes;
  readonly clock: Clock;
  readonly log: Log;
  /** `iss`: the public origin, without a trailing slash. */
  readonly publicUrl: string;
}

/** Who sent a request, as the adapter knows it. Nothing below the adapter reads headers for it. */
export interface Peer {
  /** The `Origin` of the page, or null when there is none. */
  readonly origin: string | null;
  /** Network address of the client, for rate limits. */
  readonly address: string;
  /** Whether it came from the machine itself, and no proxy says that it passed it on. */
  readonly isLocal: boolean;
  /** `User-Agent`, if there is one: the sender's own word. */
  readonly agent?: string | undefined;
}
