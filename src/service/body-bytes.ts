/**
 * Bodies of requests, read no further than they may go.
 * @module
 */
import { concat, type Bytes } from '../crypto/bytes.js';

/**
 * Reads a body of at most `most` bytes, whatever length is declared; undefined when it is longer, or when
 * its sender went away in the middle and nobody waits for the answer.
 */
export async function readBytes(request: Request, most: number): Promise<Bytes | undefined> {
  const { body } = request;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    // Not every browser has streams of requests that can be iterated, and inside a page all bytes are there anyway.
    const parts =
      body && Symbol.asyncIterator in body ? body : [new Uint8Array(await request.arrayBuffer())];
    for await (const chunk of parts) {
      size += chunk.length;
      if (size > most) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return concat(...chunks);
}
