/**
 * Requests and answers as the service sees them. They are plain, since objects of `fetch` cost much time per request;
 * adapters make them from what a platform has.
 * @module
 */
import type { Bytes } from '../../crypto/bytes.js';
import type { Peer } from '../service-context.js';

/** A request. */
export interface HttpRequest {
  readonly method: string;
  /** Path of the URL without dot segments, percent-encoded. */
  readonly path: string;
  /** Query string, without the question mark. */
  readonly query: string;
  readonly peer: Peer;
  /** Aborted when the sender has gone away. */
  readonly signal: AbortSignal;
  /** Value of a header. @param name in lower case. */
  header(name: string): string | undefined;
  /**
   * Reads the body, once. The declared length is ignored.
   * @param most maximum length, in bytes.
   * @returns undefined when the body is longer, or when the sender disconnected before its end.
   */
  read(most: number): Promise<Bytes | undefined>;
}

/** An answer. */
export interface HttpAnswer {
  readonly status: number;
  /** Names are in lower case. */
  readonly headers: HttpHeaders;
  readonly body?: string | Bytes | undefined;
}

/** Headers of an answer. */
export type HttpHeaders = Readonly<Record<string, string>>;

/** An answer in JSON. */
export function json(value: unknown, status = 200, headers?: HttpHeaders): HttpAnswer {
  const type = { 'content-type': 'application/json' };
  return { status, headers: { ...type, ...headers }, body: JSON.stringify(value) };
}
