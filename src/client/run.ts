/**
 * What one call of a client works with, and what the client knows of its service.
 * @module
 */
import type { Bytes } from '../crypto/bytes.js';
import type { Hello } from '../protocol/hello.js';
import type { Moment } from './moment.js';
import type { PartLoader } from './parts.js';
import type { ClientContext } from './ports.js';
import type { TrustedKey } from './service/trusted-key.js';

/** A challenge of the service with the time of the request for it, so that its age is never underestimated. */
export interface Challenge {
  readonly value: string;
  readonly sent: Moment;
  /** The service's time, in milliseconds, as the same answer gave it; undefined when it gave none. */
  readonly now: number | undefined;
}

/** What a client knows of its service while the page lives. */
export interface Session {
  /** Whether the service answered the last time it was asked. */
  online?: boolean;
  /** The newest hello. */
  hello?: Hello;
  /** The key that the service signs with. */
  key?: TrustedKey;
  /** The newest challenge. Only `challenge()` reads it. */
  challenge?: Challenge | undefined;
  /** The last activation whose code was presented, while its outcome is unknown. */
  activation?: { readonly code: string; readonly tid: string } | undefined;
  /** Parts of the code that this page has loaded. */
  readonly parts: PartLoader;
  /** Public files of the service, by their hash. */
  readonly files: Map<string, Bytes>;
}

/** The client's ports, its session, and the signal that ends the call. */
export interface Run extends ClientContext {
  readonly session: Session;
  readonly signal: AbortSignal;
  /** Aborted when the client is closed. */
  readonly closed: AbortSignal;
}
