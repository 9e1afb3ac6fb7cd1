/**
 * Request bodies of the token API.
 * @module
 */
import { concat } from '../../crypto/bytes.js';
import { maxRequestBytes } from '../../protocol/limits.js';
import { MalformedError } from '../../protocol/read.js';
import { parseStrictJson } from '../domain/strict-json.js';

/** `text/plain` needs no preflight; both name nothing but JSON. */
const mediaTypes: ReadonlySet<string> = new Set(['text/plain', 'application/json']);

/**
 * Reads the JSON of a request, and no more bytes than a request may have.
 * @throws {MalformedError}
 */
export async function readBody(request: Request): Promise<unknown> {
  const [mediaType] = (request.headers.get('content-type') ?? '').split(';');
  if (!mediaTypes.has(mediaType!.trim().toLowerCase())) throw new MalformedError('content-type');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > maxRequestBytes) throw new MalformedError('$');
    chunks.push(chunk);
  }
  return parseStrictJson(concat(...chunks));
}
