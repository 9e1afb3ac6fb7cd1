/**
 * A site that renders its pages on the server with a framework, and hydrates them in the browser.
 * @module
 */
import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import commonJsPlugin from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import type { Browser } from 'playwright-core';
import { rollup, type Plugin } from 'rollup';
import { openChromium, openProfile } from '../../../support/browsers/chromium.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { Visitor } from '../../demo/support/visitor.js';
import { block, exampleFolder, root } from '../documents/examples.js';
import { LoopbackServer } from './loopback-server.js';
import type { ServerFramework } from './server-frameworks.js';

/** Finds modules of the package as Node does, by its `exports`. */
const ownPackage: Plugin = {
  name: 'own-package',
  resolveId: (id) =>
    /^neon-mfa(\/|$)/.test(id) ? fileURLToPath(import.meta.resolve(id)) : undefined,
};

/** The builds for development, which complain of pages that do not match those of the server. */
const development: Plugin = {
  name: 'development',
  transform: (code) =>
    code
      .replaceAll('process.env.NODE_ENV', '"development"')
      // Vue warns of flags that the build has not decided.
      .replaceAll(/\b__VUE_(?:OPTIONS_API|PROD_[A-Z_]+)__\b/g, 'true'),
};

// Its declarations describe a module of CommonJS; it is one of ECMAScript.
const commonJs = commonJsPlugin as unknown as () => Plugin;

/** The site, its service and a browser. Its members are there once it is open. */
export class RenderedSite {
  /** The page of the guide, as the server renders it. */
  html!: string;
  /** Whether rendering has loaded the code of elements. */
  loadsElements!: boolean;
  #service!: TestService;
  #site!: TestSite;
  #browser!: Browser;
  #server!: LoopbackServer;
  #folder!: string;
  readonly #files = new Map<string, string>();
  #received: (body: string) => void = () => undefined;

  /** @param further scripts of further pages, by the path of the page. */
  async open(
    framework: ServerFramework,
    further: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    this.#service = await TestService.start();
    this.#server = await LoopbackServer.open((request, reply) => void this.#serve(request, reply));
    this.#site = await this.#service.addSite({ bio: 'allowed' }, this.#server.origin('localhost'));
    this.#browser = await openChromium();
    this.#folder = await exampleFolder();
    await this.#write(framework, further);
    const script = join(this.#folder, 'rendering.js');
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [script]);
    this.html = stdout;
    this.loadsElements = stderr !== 'false';
    await this.#bundle(['hydration', ...Object.keys(further)]);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
    await this.#service.close();
    await rm(this.#folder, { recursive: true });
  }

  async visit(path: string): Promise<Visitor> {
    const profile = await openProfile(this.#browser);
    return Visitor.at(profile, this.#site.origin + path);
  }

  issueCode(login: string): Promise<string> {
    return this.#service.issueCode(this.#site, login);
  }

  verifyOtp(login: string, otp: string): Promise<boolean> {
    return this.#service.verifyOtp(this.#site, login, otp);
  }

  /** Resolves with the next form that is sent. */
  nextBody(): Promise<string> {
    return new Promise((resolve) => (this.#received = resolve));
  }

  async #write(
    { language, compile, rendering, hydration }: ServerFramework,
    further: Readonly<Record<string, string>>,
  ): Promise<void> {
    const guide = await readFile(join(root, 'docs/integrate/server-rendering.md'), 'utf8');
    const page = block(guide, language, 'neon-mfa/')
      .replace('https://mfa.example', this.#service.url)
      .replace('0123456789abcdef0123456789abcdef', this.#site.alias);
    const scripts = {
      ...further,
      'page-server': compile(page, 'server'),
      'page-client': compile(page, 'client'),
      hydration,
      rendering: `${rendering}\nprocess.stderr.write(String('litElementVersions' in globalThis));`,
    };
    for (const [name, text] of Object.entries(scripts)) {
      await writeFile(join(this.#folder, `${name}.js`), text);
    }
  }

  async #bundle(names: readonly string[]): Promise<void> {
    const bundle = await rollup({
      input: Object.fromEntries(names.map((name) => [name, join(this.#folder, `${name}.js`)])),
      plugins: [ownPackage, development, nodeResolve({ browser: true }), commonJs()],
      // Directives and the helpers of decorators, which look for one in `this`.
      logLevel: 'silent',
    });
    const { output } = await bundle.generate({ format: 'es' });
    for (const file of output) {
      if (file.type === 'chunk') this.#files.set(`/${file.fileName}`, file.code);
    }
  }

  async #serve(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const url = request.url!;
    const answer = (type: string, body: string) =>
      reply.setHeader('content-type', `${type};charset=utf-8`).end(body);
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      this.#received(body);
      return void answer('text/plain', 'received');
    }
    const script = this.#files.get(url);
    if (script !== undefined) return void answer('text/javascript', script);
    const isFurther = this.#files.has(`${url}.js`);
    const body = isFurther ? '' : `<main>${this.html}</main>`;
    const entry = isFurther ? `${url}.js` : '/hydration.js';
    answer(
      'text/html',
      `<!doctype html><html lang="en"><title>Bank</title><link rel="icon" href="data:,">
      <body>${body}<script type="module" src="${entry}"></script></body></html>`,
    );
  }
}
