/**
 * Folders for the data of services under test.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary folder and what is in it. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'neon-test-'));
  /** Data folder for a service; it does not exist yet. */
  readonly data = join(this.path, 'data');

  file(...names: readonly string[]): string {
    return join(this.path, ...names);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
