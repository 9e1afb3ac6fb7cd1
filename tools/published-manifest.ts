/**
 * The `package.json` that is published: without scripts, workspaces and packages that only this repository needs.
 *
 * npm runs `write` before it packs, which keeps the one of the repository beside it, and `restore` afterwards.
 * @module
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const file = 'package.json';
/** Where the manifest of the repository is while the other one is packed. */
const saved = 'build/package.json.saved';

const ofTheRepository = ['scripts', 'workspaces', 'devDependencies'];

/** Makes the published manifest from that of the repository, both as text. */
export function publishedManifest(manifest: string): string {
  const members = Object.entries(JSON.parse(manifest) as Record<string, unknown>);
  const published = members.filter(([name]) => !ofTheRepository.includes(name));
  return `${JSON.stringify(Object.fromEntries(published), null, 2)}\n`;
}

async function write(): Promise<void> {
  const manifest = await readFile(file, 'utf8');
  const published = publishedManifest(manifest);
  // Packing that was interrupted has left the published manifest: the saved one is the one to keep.
  if (published === manifest) return;
  await writeFile(saved, manifest);
  await writeFile(file, published);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await (process.argv[2] === 'restore' ? rename(saved, file) : write());
}
