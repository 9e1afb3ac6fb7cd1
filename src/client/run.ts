/**
 * One call of a client at work, and what the client knows of its service meanwhile.
 * @module
 */
import type { Bytes } from '../crypto/bytes.js';
import type { Hello } from '../protocol/hello.js';
import type { PartLoader } from './parts.js';
import type { ClientContext } from './ports.js';
import type { TrustedKey } from './service/trusted-key.js';

/** A challenge of the service, and when it was asked for: it counts as older rather than younger than it is. */
export interface Challenge {
  readonly value: string;
  readonly monotonic: number;
  readonly wall: number;
}

/** What a client knows of its service while the page lives. */
export interface Session {
  /** Whether the service answered the last time it was asked. */
  online?: boolean;
  /** What the service last said of itself. */
  hello?: Hello;
  /** The key that the service signs with. */
  key?: TrustedKey;
  /** The newest one. Read at one place only, see `challenge()`. */
  challenge?: Challenge | undefined;
  /** The last activation whose code was presented: its outcome may not be known. */
  activation?: { readonly code: string; readonly tid: string } | undefined;
  /** Parts of the code that this page has loaded. */
  readonly parts: PartLoader;
  /** Public files of the service, by their hash. */
  readonly files: Map<string, Bytes>;
}

/** What one call works with: the client's ports, its session, and the signal that ends the call. */
export interface Run extends ClientContext {
  readonly session: Session;
  readonly signal: AbortSignal;
  /** Aborted when the client is closed. */
  readonly closed: AbortSignal;
}
