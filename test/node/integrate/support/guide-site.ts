/**
 * A site whose pages are the examples of docs/integrate, bundled as a team would bundle them.
 * @module
 */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import type { Browser, BrowserContext } from 'playwright-core';
import { rollup, type Plugin } from 'rollup';
import { openChromium, openProfile } from '../../../support/browsers/chromium.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { Visitor } from '../../demo/support/visitor.js';
import { exampleFolder, root } from '../../support/documents/examples.js';
import { readTaskPage } from '../../support/documents/guides.js';

/** All blocks of a language on a page of docs/integrate. */
function blocksIn(text: string, language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm');
  return Array.from(text.matchAll(fence), (match) => match[1]!);
}

/** The modules for pages. What imports nothing and exports nothing is a fragment; what imports more is for servers. */
const scriptsIn = (text: string) =>
  blocksIn(text, 'js')
    .filter((code) => /^(?:import|export) /m.test(code))
    .filter((code) => !/^import .*'(?:node:|jose'|neon-mfa\/rp')/m.test(code));

/** Finds modules of the package as Node does, by its `exports`. */
const ownPackage: Plugin = {
  name: 'own-package',
  resolveId: (id) =>
    /^neon-mfa(\/|$)/.test(id) ? fileURLToPath(import.meta.resolve(id)) : undefined,
};

/** The site of a bank, its service, and a browser. Its members are there once the tests run. */
export class GuideSite {
  service!: TestService;
  site!: TestSite;
  browser!: Browser;
  /** What pages have sent, newest last: address and body. */
  readonly received: { readonly url: string; readonly body: string }[] = [];
  readonly #receivers = new Set<() => void>();
  #server!: Server;
  #policy = '';
  #html = '';
  #style = '';
  /** Bundled scripts by the name of the file; those of examples are named after their task and number. */
  readonly #files = new Map<string, string>();
  #entry = '';
  readonly #undo: (() => Promise<unknown>)[] = [];

  async open(): Promise<void> {
    this.service = await TestService.start();
    this.#undo.push(() => this.service.close());
    this.#server = createServer((incoming, outgoing) => void this.#serve(incoming, outgoing));
    await new Promise<void>((resolve) => this.#server.listen(0, resolve));
    this.#undo.push(async () => this.#server.close());
    const { port } = this.#server.address() as AddressInfo;
    const origin = `http://localhost:${port}`;
    const features = { seal: true, bio: 'allowed', push: true, maxTools: 5 };
    this.site = await this.service.addSite(features, origin);
    await this.service.admin.patch(`/sites/${this.site.alias}`, {
      origins: [origin, this.secondOrigin],
      iframe: true,
      audiences: ['https://api.bank.example'],
      scopes: ['orders.read'],
    });
    this.#policy = /^default-src .*$/m.exec(await readTaskPage('content-security-policy'))![0];
    await this.#bundle();
    this.browser = await openChromium();
    this.#undo.push(() => this.browser.close());
  }

  async close(): Promise<void> {
    for (const undo of this.#undo.reverse()) await undo();
  }

  /** The same site at the address of another device. */
  get secondOrigin(): string {
    return this.site.origin.replace('localhost', '127.0.0.1');
  }

  /** Serves an example from now on: page and script of this number on the page of a task. */
  async show(task: string, number = 0): Promise<void> {
    this.#html = blocksIn(await readTaskPage(task), 'html')[number]!;
    this.#entry = `${task}-${number}`;
    this.#style = '';
  }

  /** Serves another page, or style sheet, with the script of what is shown. */
  async showWith({ page, style }: { page?: string; style?: string }): Promise<void> {
    if (page) [this.#html = ''] = blocksIn(await readTaskPage(page), 'html');
    if (style) [this.#style = ''] = blocksIn(await readTaskPage(style), 'css');
  }

  profile(): Promise<BrowserContext> {
    return openProfile(this.browser);
  }

  /** A person at the page that is shown. */
  async visit(profile: BrowserContext, origin = this.site.origin): Promise<Visitor> {
    return Visitor.at(profile, `${origin}/`);
  }

  /** A person whose browser was set up on the sign-in page. */
  async enrolled(login: string): Promise<{ profile: BrowserContext; visitor: Visitor }> {
    await this.show('sign-in');
    const profile = await this.profile();
    const visitor = await this.visit(profile);
    await visitor.submitCode(await this.service.issueCode(this.site, login));
    await visitor.choosePin();
    await visitor.chosen(login);
    return { profile, visitor };
  }

  /** Resolves with the next body that a page sends to an address. */
  nextBody(url: string): Promise<string> {
    return new Promise((resolve) => {
      const receive = () => {
        const last = this.received.at(-1)!;
        if (last.url !== url) return;
        this.#receivers.delete(receive);
        resolve(last.body);
      };
      this.#receivers.add(receive);
    });
  }

  /** Errors that a page has shown; not that the site has no icon. */
  complaintsOf({ complaints }: Visitor): readonly string[] {
    return complaints.filter((text) => !text.includes('favicon'));
  }

  /** Puts this service and this site in place of those that the guide names. */
  own(text: string): string {
    return text
      .replaceAll('https://mfa.example', this.service.url)
      .replaceAll('0123456789abcdef0123456789abcdef', this.site.alias);
  }

  async #bundle(): Promise<void> {
    const folder = await exampleFolder();
    try {
      const input: Record<string, string> = {};
      const names = await readdir(join(root, 'docs/integrate'));
      for (const name of names.filter((one) => one.endsWith('.md'))) {
        const task = name.replace('.md', '');
        for (const [number, script] of scriptsIn(await readTaskPage(task)).entries()) {
          const file = join(folder, `${task}-${number}.js`);
          input[`${task}-${number}`] = file;
          await writeFile(file, this.own(script));
        }
      }
      const bundle = await rollup({
        input,
        plugins: [ownPackage, nodeResolve({ browser: true })],
        preserveEntrySignatures: 'strict',
        // The helpers of decorators look for one in `this`, which modules do not have.
        logLevel: 'silent',
      });
      const { output } = await bundle.generate({ format: 'es' });
      for (const file of output)
        if (file.type === 'chunk') this.#files.set(file.fileName, file.code);
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = incoming.url!;
    const answer = (type: string, body: string) =>
      outgoing
        .setHeader('content-security-policy', this.#pagePolicy)
        .setHeader('content-type', `${type};charset=utf-8`)
        .end(body);
    if (incoming.method === 'POST') {
      let body = '';
      for await (const chunk of incoming) body += String(chunk);
      this.received.push({ url, body });
      for (const receive of this.#receivers) receive();
      return void answer('text/plain', 'received');
    }
    if (url === '/style.css') return void answer('text/css', this.#style);
    // The folder `dist`, as the guide says without a bundler.
    if (url.startsWith('/neon/')) {
      const file = join(root, 'dist', url.slice('/neon/'.length));
      return void answer('text/javascript', await readFile(file, 'utf8'));
    }
    if (url.endsWith('.js')) {
      const code = this.#files.get(url.slice(1)) ?? this.#files.get(`${this.#entry}.js`)!;
      return void answer('text/javascript', code);
    }
    const style = this.#style && '<link rel="stylesheet" href="/style.css" />';
    return void answer('text/html', `<!doctype html>${style}${this.own(this.#html)}`);
  }

  /** The policy of the guide, with what its pages on frames and access tokens add. */
  get #pagePolicy(): string {
    return (
      this.own(this.#policy)
        .replace(/connect-src [^;]*/, `$& https://api.bank.example`)
        // Some pages load a file of `dist`, others are bundled with Lit.
        .replace(/trusted-types .*$/, '$& lit-html')
        .replace(/$/, `; frame-src ${this.service.url}`)
    );
  }
}

/** Starts a site before the tests and ends it afterwards. */
export function useGuideSite(): GuideSite {
  const guide = new GuideSite();
  before(() => guide.open());
  after(() => guide.close());
  return guide;
}
