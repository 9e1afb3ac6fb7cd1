/**
 * The projects in `examples/`. Their files name the package as the registry has it once it is published; before they are
 * installed here, they name an archive that was packed from the build.
 * @module
 */
import { existsSync } from 'node:fs';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

const examples = join(import.meta.dirname, '../../examples');

interface Manifest {
  readonly dependencies: Record<string, string>;
}

interface Lock {
  readonly packages: Record<
    string,
    { dependencies?: Record<string, string>; resolved?: string; integrity?: string }
  >;
}

/** Names of the projects that have packages to install. */
export async function installedExamples(): Promise<readonly string[]> {
  const folders = await readdir(examples);
  return folders.filter((name) => existsSync(join(examples, name, 'package.json'))).sort();
}

/** Copies a project, without what was installed or built in it. */
export function copyExample(name: string, folder: string): Promise<void> {
  const made = ['node_modules', 'dist', '.next', '.angular', 'assets', 'neon'];
  const filter = (path: string) => !made.includes(basename(path));
  return cp(join(examples, name), folder, { recursive: true, filter });
}

/** Makes the manifest and the lock file of a copied project name this archive of the package. */
export async function useArchive(folder: string, archive: string): Promise<void> {
  await changeJson<Manifest>(join(folder, 'package.json'), ({ dependencies }) => {
    dependencies['neon-mfa'] = `file:${archive}`;
  });
  await changeJson<Lock>(join(folder, 'package-lock.json'), ({ packages }) => {
    packages['']!.dependencies!['neon-mfa'] = `file:${archive}`;
    packages['node_modules/neon-mfa']!.resolved = `file:${archive}`;
  });
}

/** Writes the lock file of a project as it is with the package of the registry, from one made with an archive. */
export async function writeLock(name: string, made: string, version: string): Promise<void> {
  const lock = JSON.parse(await readFile(made, 'utf8')) as Lock;
  lock.packages['']!.dependencies!['neon-mfa'] = version;
  const entry = lock.packages['node_modules/neon-mfa']!;
  // Those of the archive. The digest of the published one is not known before it is published.
  delete entry.resolved;
  delete entry.integrity;
  await writeFile(join(examples, name, 'package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`);
}

async function changeJson<T>(file: string, change: (content: T) => void): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const content = JSON.parse(text) as T;
  change(content);
  await writeFile(file, JSON.stringify(content, null, 2));
}
