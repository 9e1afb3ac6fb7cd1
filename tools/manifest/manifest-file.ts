/**
 * The file of the custom elements manifest, which `npm run manifest` writes.
 * @module
 */
import { readFile } from 'node:fs/promises';
import type { Manifest } from './manifest.js';

/** Path from the root of the project. */
export const manifestFile = 'build/custom-elements.json';

export async function readManifest(): Promise<Manifest> {
  return JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest;
}
