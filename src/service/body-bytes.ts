/**
 * Bodies of requests, read no further than they may go.
 * @module
 */
import { concat, type Bytes } from '../crypto/bytes.js';

/** Reads a body of at most `most` bytes, whatever length is declared; undefined when it is longer. */
export async function readBytes(request: Request, most: number): Promise<Bytes | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return concat(...chunks);
}
