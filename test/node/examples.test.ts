/**
 * The applications in examples/, with the package installed as npm packs it, built and used in Chromium. Those that have
 * packages of their own to install run only in `npm run examples:check`.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { openChromium, openProfile } from '../support/browsers/chromium.js';
import type { TestSite } from '../support/services/service-fixture.js';
import { TestService } from '../support/services/test-service.js';
import { Visitor } from './demo/support/visitor.js';
import { root } from './support/documents/examples.js';
import { ConsumerProject } from './support/documents/packed-package.js';
import { LoopbackServer } from './support/pages/loopback-server.js';

/** Number of loads of each page, all of which have to end with an account that can sign in. */
const loads = 6;

/** The name of the script that npm runs. */
const isWhole = process.env['npm_lifecycle_event'] === 'examples:check';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

interface Example {
  /** Makes the files of the site; resolves with their folder. */
  build(folder: string, site: TestSite): Promise<string>;
  /** Where the site has further folders, by the path that they are below. */
  readonly further: (project: ConsumerProject) => Readonly<Record<string, string>>;
}

/** By the name of the folder in examples/. */
const examples: Readonly<Record<string, Example>> = {
  plain: {
    build: (folder) => Promise.resolve(folder),
    further: ({ folder }) => ({ '/neon/': join(folder, 'node_modules/neon-mfa/dist') }),
  },
  vite: {
    build: async (folder, { alias }) => {
      const vite = join(root, 'node_modules/vite/bin/vite.js');
      const env = { ...process.env, VITE_NEON_SERVICE: service.url, VITE_NEON_ALIAS: alias };
      await promisify(execFile)(process.execPath, [vite, 'build'], { cwd: folder, env });
      return join(folder, 'dist');
    },
    further: () => ({}),
  },
  ...(isWhole && {
    next: {
      build: async (folder, { alias }) => {
        const env = {
          ...process.env,
          NEXT_PUBLIC_NEON_SERVICE: service.url,
          NEXT_PUBLIC_NEON_ALIAS: alias,
          NEXT_TELEMETRY_DISABLED: '1',
        };
        const run = promisify(execFile);
        await run('npm', ['install', '--silent', project.archive], { cwd: folder });
        await run('npm', ['run', 'build'], { cwd: folder, env });
        return join(folder, 'out');
      },
      further: () => ({}),
    },
  }),
};

let service: TestService;
let browser: Browser;
let project: ConsumerProject;

before(async () => {
  service = await TestService.start();
  browser = await openChromium();
  project = await ConsumerProject.make();
});
after(async () => {
  await project.remove();
  await browser.close();
  await service.close();
});

/** A site of static files that receives forms. */
class ExampleSite {
  folder = '';
  site!: TestSite;
  readonly #further: Readonly<Record<string, string>>;
  #received: (body: string) => void = () => undefined;

  constructor(further: Readonly<Record<string, string>>) {
    this.#further = further;
  }

  /** Resolves with the next form that is sent. */
  nextBody(): Promise<string> {
    return new Promise((resolve) => (this.#received = resolve));
  }

  async serve(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      this.#received(body);
      return void reply.end('received');
    }
    const { pathname } = new URL(request.url!, this.site.origin);
    const path = pathname === '/' ? '/index.html' : pathname;
    const below = Object.keys(this.#further).find((start) => path.startsWith(start));
    const folder = below ? this.#further[below]! : this.folder;
    const text = await readFile(join(folder, path.slice(below?.length ?? 0)), 'utf8');
    reply.setHeader('content-type', `${types[extname(path)]};charset=utf-8`);
    reply.end(
      text
        .replace('https://mfa.example', service.url)
        .replace('0123456789abcdef0123456789abcdef', this.site.alias),
    );
  }
}

describe('the examples', () => {
  for (const [name, { build, further }] of Object.entries(examples)) {
    it(`${name} signs a person in, after ${loads} of ${loads} loads`, async () => {
      const example = new ExampleSite(further(project));
      const server = await LoopbackServer.open((request, reply) => {
        void example.serve(request, reply);
      });
      try {
        const origin = server.origin('localhost');
        example.site = await service.addSite({}, origin);
        const folder = join(project.folder, name);
        await cp(join(root, 'examples', name), folder, { recursive: true });
        example.folder = await build(folder, example.site);

        const visitor = await Visitor.at(await openProfile(browser), origin);
        await visitor.submitCode(await service.issueCode(example.site, 'ada'));
        await visitor.choosePin();
        await visitor.chosen('ada');
        let good = 0;
        for (let load = 0; load < loads; load++) {
          await visitor.page.reload();
          await visitor.chosen('ada');
          if (await visitor.otp.getByRole('button', { name: /Get a/ }).isEnabled()) good++;
        }
        assert.equal(good, loads);
        const sent = example.nextBody();
        await visitor.getOtp();
        await visitor.page.getByRole('button', { name: 'Sign in' }).click();
        const { login, otp } = Object.fromEntries(new URLSearchParams(await sent));
        assert.equal(await service.verifyOtp(example.site, login!, otp!), true);
        assert.deepEqual(visitor.complaints, []);
      } finally {
        await server.close();
      }
    });
  }
});
