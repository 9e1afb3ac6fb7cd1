/**
 * Versions of this package, each with its client, its service and its verifier of relying parties.
 * @module
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient, type ClientOptions, type NeonClient } from '../../../../src/index.js';
import { createVerifier, type Verifier, type VerifierOptions } from '../../../../src/rp/index.js';
import type { TokenStore } from '../../../../src/client/ports.js';
import { memoryTokenStore } from '../../../../src/storage/memory-token-store.js';
import { earlierVersion } from '../../../../tools/earlier-version.js';
import { root } from '../documents/examples.js';
import { program } from '../services/service-process.js';

/** One version of the package. Both have the calls that these tests make. */
export interface PackageVersion {
  readonly name: 'earlier' | 'present';
  /** Path of `neon-service`. */
  readonly program: string;
  /** Folder of the modules, for browsers. */
  readonly modules: string;
  createClient(options: ClientOptions): NeonClient;
  memoryTokenStore(): TokenStore;
  createVerifier(options: VerifierOptions): Verifier;
}

/** The version under test. */
export const present: PackageVersion = {
  name: 'present',
  program,
  modules: join(root, 'build/src'),
  createClient,
  memoryTokenStore,
  createVerifier,
};

/** The version that the present one has to work with. Builds it unless that was done before. */
export async function loadEarlier(): Promise<PackageVersion> {
  const folder = await earlierVersion();
  const modules = join(folder, 'build/src');
  const names = ['index.js', 'storage/memory-token-store.js', 'rp/index.js'];
  const loaded = await Promise.all(
    names.map((name) => import(pathToFileURL(join(modules, name)).href) as Promise<object>),
  );
  // These modules are not part of this compilation; the calls have had these types since then.
  const calls = Object.assign({}, ...loaded) as Pick<
    PackageVersion,
    'createClient' | 'memoryTokenStore' | 'createVerifier'
  >;
  const { createClient, memoryTokenStore, createVerifier } = calls;
  const built = { program: join(folder, 'dist/neon-service.js'), modules };
  return { name: 'earlier', ...built, createClient, memoryTokenStore, createVerifier };
}
