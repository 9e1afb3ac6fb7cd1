/**
 * Data to be sealed: a text, or a Blob such as a file, of which only the digest leaves the page.
 * @module
 */
import { toBase64Url } from '../crypto/bytes.js';
import { createSha256 } from '../crypto/hashes.js';
import { NeonError } from '../errors.js';
import { bytesOfText, type SealDigest } from '../protocol/seal.js';
import type { PinOptions } from './call-arguments.js';
import type { Run } from './run.js';
import { untilAborted } from './signals.js';

/** The type of `Blob` where it is declared, as it is in browsers and in Node. */
export type PlatformBlob = typeof globalThis extends { Blob: { prototype: infer B } } ? B : never;

/** Options of sealing. */
export interface SealOptions extends PinOptions {
  /** Called after each piece of the data with the bytes that have been hashed, and the bytes that there are. */
  onProgress?: ((doneBytes: number, totalBytes: number) => void) | undefined;
}

/** What is to be sealed. */
export interface DataToSeal {
  readonly data: string | PlatformBlob;
}

/** Bytes that are hashed at a time: a few milliseconds of work, and less than 30 on a slow phone. */
const pieceLength = 256 * 1024;

/**
 * Digests data in pieces, between which the page can do other work. A Blob is never held as a whole.
 * @throws {NeonError} `SEALDATA_IS_NOT_VALID` for a text with lone surrogates, and for a Blob that cannot be read.
 * @throws {TypeError} for data that are neither a text nor a Blob.
 */
export async function digestData(
  { signal }: Run,
  { data, onProgress }: DataToSeal & Pick<SealOptions, 'onProgress'>,
): Promise<SealDigest> {
  const { length, pieces } = sourceOf(data, signal);
  const hash = createSha256();
  let len = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    len += piece.length;
    onProgress?.(len, length);
    if (len < length) await nextTask();
    signal.throwIfAborted();
  }
  return { dig: toBase64Url(hash.digest()), len };
}

interface Source {
  /** Number of bytes. */
  readonly length: number;
  readonly pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

function sourceOf(data: string | PlatformBlob, signal: AbortSignal): Source {
  if (data instanceof Blob) return { length: data.size, pieces: piecesOfBlob(data, signal) };
  if (typeof data !== 'string') throw new TypeError('data must be a string or a Blob');
  const bytes = bytesOfText(data);
  if (!bytes) throw new NeonError('SEALDATA_IS_NOT_VALID');
  return { length: bytes.length, pieces: piecesOfBytes(bytes) };
}

function* piecesOfBytes(bytes: Uint8Array): Generator<Uint8Array> {
  for (let offset = 0; offset < bytes.length; offset += pieceLength) {
    yield bytes.subarray(offset, offset + pieceLength);
  }
}

/** Reads a Blob piece by piece; a piece is valid until the next one is asked for. */
async function* piecesOfBlob(blob: Blob, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = byteReader(blob);
  try {
    for (;;) {
      const piece = await untilAborted(reader.read(), signal);
      if (!piece) return;
      yield piece;
    }
  } catch (cause) {
    signal.throwIfAborted();
    throw new NeonError('SEALDATA_IS_NOT_VALID', { message: 'the data cannot be read', cause });
  } finally {
    reader.cancel();
  }
}

interface ByteReader {
  /** The next bytes, at most {@link pieceLength}; undefined at the end. */
  read(): Promise<Uint8Array | undefined>;
  cancel(): void;
}

/** Reads into one buffer over and over, where Blobs have byte streams; elsewhere each piece is allocated. */
function byteReader(blob: Blob): ByteReader {
  let stream: ReadableStreamBYOBReader;
  try {
    stream = blob.stream().getReader({ mode: 'byob' });
  } catch {
    return sliceReader(blob);
  }
  let buffer = new ArrayBuffer(pieceLength);
  return {
    async read() {
      const { value, done } = await stream.read(new Uint8Array(buffer));
      if (done) return undefined;
      buffer = value.buffer;
      return value;
    },
    // Its rejection says again what reading has said.
    cancel: () => void stream.cancel().catch(() => undefined),
  };
}

function sliceReader(blob: Blob): ByteReader {
  let offset = 0;
  return {
    async read() {
      if (offset >= blob.size) return undefined;
      const slice = blob.slice(offset, (offset += pieceLength));
      return new Uint8Array(await slice.arrayBuffer());
    },
    cancel: () => undefined,
  };
}

/** Lets the page do other work. A timer would be slowed down in a background tab. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
