/**
 * An earlier version of this package, built from the history of the repository: the present one has to keep working
 * with its clients, services, data folders and seals.
 * @module
 */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeSharedFolder } from '../test/support/browsers/shared-folder.js';

const execute = promisify(execFile);

const project = fileURLToPath(new URL('../../', import.meta.url));

/** The commit with the first wire that later versions have to keep to. */
const commit = '48fe95b';

/** What of that commit its core and its service are built from. */
const sources = [
  ...['package.json', 'package-lock.json', 'tsconfig.json', '.npmrc'],
  ...['src', 'components', 'tools'],
];

/** Arguments of rollup for the service and for the script of its frames: each bundle has its packages in it. */
const bundles = [
  [
    ...['build/src/service/node/main.js', '--dir', 'dist', '--format', 'es', '--silent'],
    ...['--entryFileNames', 'neon-service.js'],
    ...['--plugin', 'node-resolve={preferBuiltins:true,exportConditions:["node"]}'],
    ...['--plugin', 'commonjs'],
  ],
  [
    ...['frame=build/components/entries/frame-document.js', '--dir', 'dist/frame'],
    ...['--format', 'es', '--inlineDynamicImports', '--silent'],
    ...['--plugin', 'node-resolve={browser:true,exportConditions:["production"]}'],
  ],
];

/**
 * Builds the earlier version with its own packages, unless that was done before. Kept in `node_modules/.cache`.
 * @returns its folder, with the modules in `build/src` and the service, `dist/neon-service.js`, with its frames.
 * @throws {Error} when the history of the repository lacks the commit.
 */
export async function earlierVersion(): Promise<string> {
  const folder = join(project, 'node_modules/.cache', `earlier-package-${commit}`);
  await makeSharedFolder(folder, build);
  return folder;
}

async function build(folder: string): Promise<void> {
  const archive = join(folder, 'sources.tar');
  await requireCommit();
  await run(project, 'git', 'archive', `--output=${archive}`, commit, ...sources);
  await run(folder, 'tar', '-xf', archive);
  await run(folder, 'npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
  const packages = join(folder, 'node_modules');
  const node = (program: string, ...args: string[]) =>
    run(folder, process.execPath, join(packages, program), ...args);
  await node('typescript/bin/tsc', '-b', 'src/service', 'components');
  for (const bundle of bundles) await node('rollup/dist/bin/rollup', ...bundle);
  await Promise.all([archive, packages].map((path) => rm(path, { recursive: true })));
}

async function requireCommit(): Promise<void> {
  try {
    await execute('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: project });
  } catch (cause) {
    const message = `The history of this repository lacks commit ${commit}, whose client and service the present ones are tested with. In a shallow clone, run: git fetch --unshallow`;
    throw new Error(message, { cause });
  }
}

function run(cwd: string, program: string, ...args: readonly string[]) {
  return execute(program, args, { cwd, shell: process.platform === 'win32' });
}
