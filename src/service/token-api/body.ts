/**
 * Request bodies of the token API.
 * @module
 */
import { maxRequestBytes } from '../../protocol/limits.js';
import { MalformedError } from '../../protocol/readers.js';
import { parseStrictJson } from '../domain/message/strict-json.js';
import type { HttpRequest } from '../http/exchange.js';

/** Media types of requests, which hold JSON in either case. `text/plain` needs no preflight request. */
const mediaTypes: ReadonlySet<string> = new Set(['text/plain', 'application/json']);

/**
 * Reads the JSON of a request, up to the maximum size of a request.
 * @throws {MalformedError}
 */
export async function readBody(request: HttpRequest): Promise<unknown> {
  const [mediaType] = (request.header('content-type') ?? '').split(';');
  if (!mediaTypes.has(mediaType!.trim().toLowerCase())) throw new MalformedError('content-type');
  const bytes = await request.read(maxRequestBytes);
  if (!bytes) throw new MalformedError('$');
  return parseStrictJson(bytes);
}
