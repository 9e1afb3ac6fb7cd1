/**
 * The published package in the hands of others: checkers of packages, an old TypeScript, and what its manifest says.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { publint } from 'publint';
import { root } from './support/documents/examples.js';
import { packedFiles } from '../../tools/packed-package.js';
import { ConsumerProject } from './support/documents/packed-package.js';

interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs a module of this repository with Node, in a folder. */
function runNode(cwd: string, module: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const path = join(root, module);
    execFile(process.execPath, [path, ...args], { cwd, maxBuffer: 2 ** 26 }, (error, output) => {
      resolve({ code: error ? 1 : 0, output });
    });
  });
}

const consumer = `
import 'neon-mfa/define.js';
import 'neon-mfa/define/neon-otp.js';
import { createClient, NeonError, type NeonClient } from 'neon-mfa';
import { en, NeonOtp, type Messages } from 'neon-mfa/elements';
import { memoryTokenStore } from 'neon-mfa/memory-store.js';
import { moveEnrolment } from 'neon-mfa/move-enrolment.js';
import * as kit from 'neon-mfa/neon.js';
import { createVerifier } from 'neon-mfa/rp';
import { webAuthnBioKey } from 'neon-mfa/webauthn-bio-key.js';

const client: NeonClient = createClient({
  service: 'https://mfa.example',
  alias: '0123456789abcdef0123456789abcdef',
  store: memoryTokenStore(),
});
const otp = document.querySelector('neon-otp') ?? new NeonOtp();
otp.addEventListener('neon-error', ({ error }) => error.code.length);
document.addEventListener('neon-login-selected', ({ login }) => login.length);
export const messages: Messages = en;
export const bioKey = webAuthnBioKey({ rpName: 'Bank' });
export const verifier = createVerifier({ url: 'https://mfa.example', service: 'bank' });
export const left = (error: unknown) => (error instanceof NeonError ? error.left : undefined);
export const same: typeof kit.createClient = createClient;
export { client, moveEnrolment };
`;

const oldestCompiler = 'tools/oldest-typescript/node_modules/typescript/lib/tsc.js';

describe('the published package', () => {
  let project: ConsumerProject;
  let manifest: Record<string, unknown>;

  before(async () => {
    project = await ConsumerProject.make();
    const path = join(project.folder, 'node_modules/neon-mfa/package.json');
    manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  });

  after(() => project.remove());

  /** What a compiler says about a program of the project. */
  async function compile(program: string, moduleResolution: string): Promise<string> {
    const options = {
      ...{ noEmit: true, strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false },
      ...{ target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'], types: [] },
      ...{ module: moduleResolution === 'bundler' ? 'esnext' : 'nodenext', moduleResolution },
    };
    await writeFile(join(project.folder, 'consumer.ts'), program);
    const config = { compilerOptions: options, files: ['consumer.ts'] };
    await writeFile(join(project.folder, 'tsconfig.json'), JSON.stringify(config));
    return (await runNode(project.folder, oldestCompiler, '-p', '.')).output;
  }

  it('has nothing in its manifest that belongs to this repository', () => {
    for (const name of ['scripts', 'workspaces', 'devDependencies'])
      assert.ok(!(name in manifest), name);
    for (const name of ['exports', 'bin', 'dependencies', 'license', 'keywords', 'jsdelivr'])
      assert.ok(name in manifest, name);
  });

  it('can be installed with Node 20, which bundles for browsers need', () => {
    assert.deepEqual(manifest['engines'], { node: '>=20' });
  });

  it('has its licences and its security policy', async () => {
    const files = await packedFiles(join(project.folder, 'node_modules/neon-mfa'));
    for (const file of [
      'LICENSE',
      'README.md',
      'CHANGELOG.md',
      'SECURITY.md',
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/sbom.cdx.json',
    ]) {
      assert.ok(files.includes(file), file);
    }
  });

  it('has nothing that publint complains about', async () => {
    const pkgDir = join(project.folder, 'node_modules/neon-mfa');
    const { messages } = await publint({ pkgDir, strict: true });
    assert.deepEqual(messages, []);
  });

  it('has types that attw finds right for bundlers and for Node', async () => {
    const attw = 'node_modules/@arethetypeswrong/cli/dist/index.js';
    // The types of data files, and of templates, are for TypeScript alone.
    const { code, output } = await runNode(
      project.folder,
      attw,
      ...[project.archive, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji'],
    );
    assert.equal(code, 0, output);
  });

  it('compiles with the oldest TypeScript that the guide names', async () => {
    const { version } = JSON.parse(
      await readFile(
        join(root, 'tools/oldest-typescript/node_modules/typescript/package.json'),
        'utf8',
      ),
    ) as { version: string };
    const guide = await readFile(join(root, 'docs/integrate/README.md'), 'utf8');
    assert.ok(guide.includes(`TypeScript ${version.replace(/\.\d+$/, '')}`));

    const wrong = consumer.replace("service: 'https://mfa.example',", 'service: 1,');
    assert.match(await compile(wrong, 'nodenext'), /TS2322/);
    for (const resolution of ['nodenext', 'bundler'])
      assert.equal(await compile(consumer, resolution), '', resolution);
  });
});
