/**
 * The package as npm publishes it, packed from the build.
 * @module
 */
import { execFile } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { publishedManifest } from './published-manifest.js';

const run = promisify(execFile);

/** The project. */
const root = join(import.meta.dirname, '../..');

/** Paths of the files that npm packs, from the root of the project. */
export async function packedFiles(cwd = root): Promise<readonly string[]> {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const { stdout } = await run('npm', args, { cwd, maxBuffer: 2 ** 24 });
  // An array or an object of packages, by the version of npm.
  const [packed] = Object.values(
    JSON.parse(stdout) as Record<string, { files: { path: string }[] }>,
  );
  return packed!.files.map(({ path }) => path);
}

/**
 * Packs these files with the manifest that is published.
 * @param folder an empty one, which gets them below `source`.
 * @returns the path of the archive.
 */
export async function packPackage(folder: string): Promise<string> {
  const source = join(folder, 'source');
  for (const path of await packedFiles())
    await cp(join(root, path), join(source, path), { recursive: true });
  const manifest = await readFile(join(root, 'package.json'), 'utf8');
  await writeFile(join(source, 'package.json'), publishedManifest(manifest));
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: source,
  });
  return join(folder, stdout.trim());
}
