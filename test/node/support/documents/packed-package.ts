/**
 * The npm package as it is published, packed from the build.
 * @module
 */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { publishedManifest } from '../../../../tools/published-manifest.js';
import { root } from './examples.js';

const run = promisify(execFile);

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

/** A project that has the package installed. */
export class ConsumerProject {
  readonly folder: string;
  /** The archive that npm publishes. */
  readonly archive: string;

  private constructor(folder: string, archive: string) {
    this.folder = folder;
    this.archive = archive;
  }

  /**
   * Packs the files of the package with the manifest that is published, and unpacks them where a project would have them.
   * The packages that it depends on are those of this repository.
   */
  static async make(): Promise<ConsumerProject> {
    const folder = await mkdtemp(join(tmpdir(), 'neon-package-'));
    const source = join(folder, 'source');
    for (const path of await packedFiles())
      await cp(join(root, path), join(source, path), { recursive: true });
    const manifest = await readFile(join(root, 'package.json'), 'utf8');
    await writeFile(join(source, 'package.json'), publishedManifest(manifest));
    const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', folder], {
      cwd: source,
    });
    const archive = join(folder, stdout.trim());
    const modules = join(folder, 'node_modules');
    await cp(source, join(modules, 'neon-mfa'), { recursive: true });
    for (const name of ['@lit', '@noble', 'idb', 'lean-qr', 'lit', 'lit-element', 'lit-html'])
      await symlink(join(root, 'node_modules', name), join(modules, name));
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    return new ConsumerProject(folder, archive);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}
