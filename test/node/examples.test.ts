/**
 * The applications in examples/, with the package installed as npm packs it, built and used in Chromium.
 * `npm run examples:check` installs what their lock files name, and uses all of them; `npm test` uses two, with the
 * packages of this repository.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { createServer } from 'vite';
import { installedExamples } from '../../tools/example-projects.js';
import { packPackage } from '../../tools/packed-package.js';
import { openChromium, openProfile } from '../support/browsers/chromium.js';
import { TestService } from '../support/services/test-service.js';
import { Visitor } from './demo/support/visitor.js';
import { root } from './support/documents/examples.js';
import { ConsumerProject } from './support/documents/packed-package.js';
import {
  build,
  ExampleServer,
  installExample,
  nameSite,
  type ExamplePlace,
} from './support/pages/running-example.js';

/** The name of the script that npm runs. */
const isWhole = process.env['npm_lifecycle_event'] === 'examples:check';

/** Number of loads of each page; after each of them, the person has to be able to sign in. */
const loads = isWhole ? 12 : 3;

interface Example {
  /** The folder that the build writes and the server of the examples serves; undefined: it has a server of its own. */
  readonly pages?: string;
  /** The label of its button. It has the login where the framework listens to the list. */
  readonly button: string;
  /** The build where no packages are installed, as a script of this repository and its arguments. */
  readonly quickBuild?: readonly string[];
}

const listening = 'Sign in ada';

/** By the name of the folder in examples/. */
const examples: Readonly<Record<string, Example>> = {
  plain: { pages: '.', button: 'Sign in', quickBuild: [] },
  vite: { pages: 'dist', button: 'Sign in', quickBuild: ['vite/bin/vite.js', 'build'] },
  webpack: { pages: 'public', button: 'Sign in' },
  esbuild: { pages: 'public', button: 'Sign in' },
  react: { pages: 'dist', button: listening },
  next: { button: listening },
  vue: { pages: 'dist', button: listening },
  svelte: { pages: 'dist', button: listening },
  angular: { pages: 'dist', button: listening },
};

const used = Object.entries(examples).filter(([, { quickBuild }]) => isWhole || quickBuild);

/** Modules of the package that a server may import. */
const modules = [
  ...['neon-mfa', 'neon-mfa/elements', 'neon-mfa/define.js', 'neon-mfa/define-essentials.js'],
  ...['neon-mfa/define/neon-otp.js', 'neon-mfa/languages/fr.js', 'neon-mfa/move-enrolment.js'],
  ...['neon-mfa/memory-store.js', 'neon-mfa/webauthn-bio-key.js', 'neon-mfa/rp'],
];

interface Figures {
  readonly project: string;
  readonly tried: number;
  good: number;
}

let service: TestService;
let browser: Browser;
let place: ExamplePlace;
let server: string;
const table: Figures[] = [];

before(async () => {
  service = await TestService.start();
  browser = await openChromium();
  if (isWhole) {
    const folder = await mkdtemp(join(tmpdir(), 'neon-examples-'));
    place = { folder, archive: await packPackage(folder) };
  } else {
    const { folder } = await ConsumerProject.make();
    place = { folder };
  }
  server = await installExample('server', place);
});
after(async () => {
  if (isWhole) {
    console.log('project   loads tried  loads good');
    for (const { project, tried, good } of table)
      console.log(
        `${project.padEnd(9)} ${String(tried).padStart(11)} ${String(good).padStart(11)}`,
      );
  }
  await rm(place.folder, { recursive: true });
  await browser.close();
  await service.close();
});

/** Installs an application and builds it for a site. */
async function built(name: string, { quickBuild }: Example, alias: string): Promise<string> {
  const folder = await installExample(name, place);
  await nameSite(folder, service.url, alias);
  const [script, ...args] = quickBuild ?? [];
  if (name === 'plain') {
    const kit = join(place.archive ? server : place.folder, 'node_modules/neon-mfa/dist');
    await cp(kit, join(folder, 'neon'), { recursive: true });
  } else if (isWhole) {
    await build(folder, 'npm', 'run', 'build');
  } else {
    await build(folder, process.execPath, join(root, 'node_modules', script!), ...args);
  }
  return folder;
}

/** Sends a form as a script could; resolves with the status of the answer. */
async function sendForm(
  url: string,
  fields: Record<string, string>,
  from: string,
): Promise<number> {
  const headers = { origin: from, cookie: '__Host-session=YWRh.9999999999999.c2ln' };
  const body = new URLSearchParams(fields);
  return (await fetch(url, { method: 'POST', redirect: 'manual', headers, body })).status;
}

/** Requests that the server of an application must not accept. */
async function checkRefusals(origin: string): Promise<void> {
  const wrong = { login: 'ada', otp: '00000000' };
  assert.equal(await sendForm(`${origin}/login`, wrong, origin), 403);
  for (const path of ['/login', '/logout', '/payments'])
    assert.equal(await sendForm(origin + path, wrong, 'https://evil.example'), 403, path);
  assert.equal(await sendForm(`${origin}/payments`, { seal: 'none' }, origin), 403);
  const { headers } = await fetch(origin);
  const policy = headers.get('content-security-policy')?.split('; ') ?? [];
  for (const directive of [`frame-ancestors 'none'`, `base-uri 'none'`])
    assert.ok(policy.includes(directive), directive);
  const account = await fetch(`${origin}/account`, { redirect: 'manual' });
  assert.match(String(account.status), /^30[37]$/);
}

/** Forms of pages that Vite serves itself must count as those of the site. */
async function checkDevelopment(folder: string, bank: string): Promise<void> {
  const configFile = join(folder, 'vite.config.js');
  const config = await readFile(configFile, 'utf8');
  await writeFile(configFile, config.replace('http://localhost:3000', bank));
  const server = await createServer({
    root: folder,
    configFile,
    logLevel: 'silent',
    // Its preparations for a browser would keep the process from ending.
    server: { port: 0, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    await server.listen();
    const origin = new URL(server.resolvedUrls!.local[0]!).origin;
    assert.equal(await sendForm(`${origin}/logout`, {}, 'https://evil.example'), 403);
    assert.equal(await sendForm(`${origin}/logout`, {}, origin), 303);
  } finally {
    await server.close();
  }
}

/** Signs in with the button of the page, and waits for the account. */
async function signIn(visitor: Visitor, button: string): Promise<void> {
  const { page } = visitor;
  await page.getByRole('button', { name: button, exact: true }).click();
  await visitor.enterPin();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
}

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(join(root, path), 'utf8')) as T;
}

/** Seals the order of the page for the account, and sends the seal. */
async function pay(visitor: Visitor): Promise<void> {
  const { page } = visitor;
  await page.locator('neon-seal').getByRole('button').click();
  await visitor.enterPin();
  await page.locator('neon-seal:state(done)').waitFor();
  await page.getByRole('button', { name: /^Pay/ }).click();
  await page.getByText('ada has paid: Pay 5 € to Bea').waitFor();
}

describe('the manifests of the examples', () => {
  it('pin every version, and their lock files have the same', async () => {
    const own = await readJson<Manifest>('package.json');
    const names = await installedExamples();
    assert.equal(names.length, Object.keys(examples).length);
    for (const name of names) {
      const folder = `examples/${name}`;
      const manifest = await readJson<Manifest>(`${folder}/package.json`);
      const { dependencies, devDependencies } = manifest;
      for (const version of Object.values({ ...dependencies, ...devDependencies }))
        assert.match(version, /^\d+\.\d+\.\d+$/, name);
      assert.equal(dependencies['neon-mfa'], own.version);

      const { packages } = await readJson<{ packages: Readonly<Record<string, Manifest>> }>(
        `${folder}/package-lock.json`,
      );
      assert.deepEqual(packages['']!.dependencies, dependencies);
      assert.deepEqual(packages['']!.devDependencies, devDependencies);
      const kit = packages['node_modules/neon-mfa']!;
      assert.equal(kit.version, own.version, '`npm run examples:lock` writes it');
      assert.deepEqual(kit.dependencies, own.dependencies, '`npm run examples:lock` writes it');
      assert.deepEqual(kit.peerDependencies, own.peerDependencies);
      // Whoever installs uses their own registry.
      assert.ok(Object.values(packages).every(({ resolved }) => resolved === undefined));
    }
  });
});

describe('the examples', () => {
  it('on a server, every module of the package can be imported', async () => {
    const figures = { project: 'server', tried: modules.length, good: 0 };
    table.push(figures);
    const script = `
      for (const module of ${JSON.stringify(modules)})
        await import(module).then(() => console.log(module));`;
    const args = ['--input-type=module', '--eval', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: server });
    figures.good = stdout.trim().split('\n').length;
    assert.equal(figures.good, modules.length);
  });

  for (const [name, example] of used) {
    it(`${name} signs a person in after each of ${loads} loads, and has them seal an order`, async () => {
      const figures = { project: name, tried: loads, good: 0 };
      table.push(figures);
      const site = await service.addSite({ seal: true });
      const folder = await built(name, example, site.alias);
      const [where, ...script] = example.pages
        ? [server, 'server.js', join(folder, example.pages)]
        : [folder, 'node_modules/next/dist/bin/next', 'start', '--port', '0'];
      const bank = await ExampleServer.start(where, script, service, site);
      const profile = await openProfile(browser);
      try {
        await checkRefusals(bank.origin);
        if (name === 'vite') await checkDevelopment(folder, bank.origin);
        const visitor = await Visitor.at(profile, bank.origin);
        const { page } = visitor;
        await visitor.submitCode(await service.issueCode(site, 'ada'));
        await visitor.choosePin();
        await visitor.activated('ada');
        for (let load = 1; load <= loads; load++) {
          await signIn(visitor, example.button);
          figures.good++;
          if (load === loads) break;
          await page.getByRole('button', { name: 'Sign out' }).click();
          await page.waitForURL(`${bank.origin}/`);
        }
        await pay(visitor);
        assert.deepEqual(visitor.complaints, []);
      } finally {
        await profile.close();
        await bank.close();
      }
    });
  }
});
