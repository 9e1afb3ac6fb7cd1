/**
 * Writes the lock files of the examples, with newer versions of what their packages need: `npm run examples:lock`.
 * @module
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copyExample, installedExamples, useArchive, writeLock } from './example-projects.js';
import { packPackage } from './packed-package.js';

const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
const folder = await mkdtemp(join(tmpdir(), 'neon-locks-'));
const archive = await packPackage(folder);
for (const name of await installedExamples()) {
  const copy = join(folder, name);
  await copyExample(name, copy);
  await rm(join(copy, 'package-lock.json'), { force: true });
  await useArchive(copy, archive);
  // As the lock file of the repository, these name no registry: whoever installs uses their own.
  const lockOnly = ['--package-lock-only', '--omit-lockfile-registry-resolved'];
  const args = ['install', ...lockOnly, '--ignore-scripts', '--no-audit', '--no-fund'];
  await promisify(execFile)('npm', args, { cwd: copy });
  await writeLock(name, join(copy, 'package-lock.json'), version);
}
await rm(folder, { recursive: true });
