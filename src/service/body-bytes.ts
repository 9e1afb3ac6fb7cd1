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
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.length;
      if (size > most) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return concat(...chunks);
}
