/**
 * Bodies of requests, read up to a maximum length.
 * @module
 */
import { concat, type Bytes } from '../crypto/bytes.js';

/**
 * Reads a body of at most `most` bytes; the declared length is ignored. Undefined when the body is longer, or when
 * the sender disconnected before its end.
 */
export async function readBytes(request: Request, most: number): Promise<Bytes | undefined> {
  const { body } = request;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    // In some browsers the stream of a request cannot be iterated. Inside a page all bytes are in memory anyway.
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
