/**
 * The ports of the service, and who sends it requests.
 * @module
 */
import type { Hashes } from '../crypto/hashes.js';
import type { KeyRing } from './domain/keys/key-ring.js';
import type { Store } from './store/store.js';

/** The time, in milliseconds since the epoch; never steps back within a process. */
export interface Clock {
  now(): number;
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
