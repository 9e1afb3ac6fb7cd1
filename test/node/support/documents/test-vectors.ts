/**
 * The files of `test-vectors/`.
 * @module
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EcPublicJwk } from '../../../../src/crypto/jwk.js';
import type { KeyRecord } from '../../../../src/service/domain/keys/key-record.js';
import { root } from './examples.js';

const folder = join(root, 'test-vectors');

/** Reads one file, by its name without `.json`. Its form is that of README.md beside it. */
export async function readVectors<T = Vector[]>(name: string): Promise<T> {
  return JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')) as T;
}

/** Names of the files of a folder, without `.json`, in order. */
export async function vectorNames(inside = '.'): Promise<string[]> {
  const names = await readdir(join(folder, inside));
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
}

/** One vector: bytes in base64url, keys as JWK. */
export type Vector = Readonly<Record<string, string>>;

/** A private key of a vector. */
export interface VectorKey extends EcPublicJwk {
  readonly d: string;
}

/** The public half of a key. */
export function publicHalf({ kty, crv, x, y }: VectorKey): EcPublicJwk {
  return { kty, crv, x, y };
}

/** A message of a conversation. */
export interface RecordedExchange {
  readonly browser: string;
  readonly path: string;
  readonly request: unknown;
  readonly status: number;
  readonly answer: unknown;
  readonly opened: Readonly<Record<string, unknown>>;
}

/** A conversation with every secret of both sides. */
export interface RecordedConversation {
  readonly als: string;
  readonly org: string;
  readonly serviceKeys: KeyRecord;
  readonly browserKeys: readonly VectorKey[];
  readonly exchanges: readonly RecordedExchange[];
}
