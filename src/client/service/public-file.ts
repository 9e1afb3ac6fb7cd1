/**
 * Public files of the service.
 * @module
 */
import { toBase64Url, type Bytes } from '../../crypto/bytes.js';
import { sha256 } from '../../crypto/hashes.js';
import { MalformedError } from '../../protocol/readers.js';
import { inTime } from './exchange.js';
import type { Run } from '../run.js';

/** A public file of the service, checked against its hash (base64url SHA-256) and kept. */
export async function file(run: Run, url: string, hash: string): Promise<Bytes> {
  const { files } = run.session;
  const kept = files.get(hash);
  if (kept) return kept;
  const bytes = await inTime(run, (signal) => run.transport.get(url, signal));
  if (toBase64Url(sha256(bytes)) !== hash) throw new MalformedError(hash);
  files.set(hash, bytes);
  return bytes;
}
