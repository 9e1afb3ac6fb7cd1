/**
 * A project that uses the package as npm publishes it.
 * @module
 */
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packPackage } from '../../../../tools/packed-package.js';
import { root } from './examples.js';

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
   * Packs the package, and unpacks it where a project would have it. The packages that it depends on are those of this
   * repository.
   */
  static async make(): Promise<ConsumerProject> {
    const folder = await mkdtemp(join(tmpdir(), 'neon-package-'));
    const archive = await packPackage(folder);
    const modules = join(folder, 'node_modules');
    await cp(join(folder, 'source'), join(modules, 'neon-mfa'), { recursive: true });
    for (const name of ['@lit', '@noble', 'idb', 'lean-qr', 'lit', 'lit-element', 'lit-html'])
      await symlink(join(root, 'node_modules', name), join(modules, name));
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    return new ConsumerProject(folder, archive);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}
