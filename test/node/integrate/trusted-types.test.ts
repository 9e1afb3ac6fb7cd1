/**
 * Pages under the strictest policy that have Lit several times: in the elements, in the drop-in, and of their own.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import type { Browser, BrowserContext } from 'playwright-core';
import { rollup, type Plugin } from 'rollup';
import { openChromium, openProfile } from '../../support/browsers/chromium.js';
import { pin } from '../../support/clients/pins.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { Visitor } from '../demo/support/visitor.js';
import { root } from '../support/documents/examples.js';
import { readTaskPage } from '../support/documents/guides.js';
import { LoopbackServer } from '../support/pages/loopback-server.js';

const ownLit = 'virtual:own-lit';

/** A script of the page that renders with a Lit of its own. */
const ownScript: Plugin = {
  name: ownLit,
  resolveId: (id) => (id === ownLit ? join(root, 'build', 'own-lit.js') : null),
  load: (id) =>
    id.endsWith('own-lit.js')
      ? `import { html, render } from 'lit';
         const main = document.querySelector('main');
         render(html\`<h1>\${'Rendered by the page'}</h1>\`, main);`
      : null,
};

/** The scripts of the page. Modules and deferred scripts run in document order. */
const scripts = {
  elements: '<script type="module" src="/neon-all-elements.js"></script>',
  dropIn: '<script defer src="/lib/simple-neon-lib.js"></script>',
  page: '<script type="module" src="/own-lit.js"></script>',
} as const;

type Script = keyof typeof scripts;

const orders: readonly (readonly Script[])[] = [
  ['elements', 'dropIn', 'page'],
  ['elements', 'page', 'dropIn'],
  ['dropIn', 'elements', 'page'],
  ['dropIn', 'page', 'elements'],
  ['page', 'elements', 'dropIn'],
  ['page', 'dropIn', 'elements'],
];

/** Names of the page's global objects that are policies, or have one as a member. */
const policiesOnGlobals = `Object.getOwnPropertyNames(globalThis).filter((name) => {
  const isPolicy = (value) => value instanceof TrustedTypePolicy;
  const value = name === 'webkitStorageInfo' ? undefined : globalThis[name];
  return isPolicy(value) || (Object(value) === value && value !== globalThis &&
    Object.values(Object.getOwnPropertyDescriptors(value)).some((one) => isPolicy(one.value)));
})`;

/** The plugin of the build, whose file has no types. */
interface PolicyNames {
  policyName(name: string): Plugin;
}

/** Bundles a module with a text in place of Lit's, as the build does. */
async function bundleWith(text: (lit: string) => string): Promise<string> {
  const path = join(root, 'tools/rollup/policy-name.mjs');
  const { policyName } = (await import(pathToFileURL(path).href)) as PolicyNames;
  const changed: Plugin = {
    name: 'changed-lit',
    transform: (code, id) => (id.endsWith('/lit-html/lit-html.js') ? text(code) : null),
  };
  const plugins = [ownScript, nodeResolve({ browser: true }), changed, policyName('own-name')];
  const bundle = await rollup({ input: ownLit, plugins, logLevel: 'silent' });
  const { output } = await bundle.generate({ format: 'es' });
  return output[0].code;
}

describe('the name of the policy in a bundle', () => {
  it('fails the build when Lit’s text has changed', async () => {
    const changes: ((lit: string) => string)[] = [
      (lit) => lit.replace('"lit-html"', '"lit"'),
      (lit) => lit.replace('createPolicy("lit-html"', 'createPolicy(name'),
      (lit) => lit.replace(/export\{/, ';globalThis.trustedTypes.createPolicy("lit-html",{});$&'),
      (lit) => lit.replace(/export\{/, ';globalThis.trustedTypes.createPolicy("other",{});$&'),
    ];
    for (const change of changes) await assert.rejects(bundleWith(change), /polic(y|ies)/);
    assert.match(await bundleWith((lit) => lit), /createPolicy\("own-name"/);
  });
});

describe('a page under Trusted Types', () => {
  let service: TestService;
  let host: LoopbackServer;
  let site: TestSite;
  let browser: Browser;
  let profile: BrowserContext;
  let own: string;
  let html = '';
  let policy = '';

  before(async () => {
    const bundle = await rollup({
      input: ownLit,
      plugins: [ownScript, nodeResolve({ browser: true })],
    });
    own = (await bundle.generate({ format: 'es' })).output[0].code;
    service = await TestService.start();
    host = await LoopbackServer.open((request, response) => {
      const path = request.url!;
      response.setHeader('content-security-policy', policy);
      const isScript = path.endsWith('.js');
      response.setHeader('content-type', `text/${isScript ? 'javascript' : 'html'};charset=utf-8`);
      if (!isScript) return void response.end(html);
      if (path === '/own-lit.js') return void response.end(own);
      readFile(join(root, 'dist', path)).then(
        (text) => response.end(text),
        () => response.writeHead(404).end(),
      );
    });
    site = await service.addSite({}, host.origin('localhost'));
    browser = await openChromium();
    profile = await openProfile(browser);
  });

  after(async () => {
    await browser.close();
    await host.close();
    await service.close();
  });

  /** Opens the page with these scripts, under a policy that allows these names. */
  async function open(names: string, ...markup: string[]): Promise<Visitor> {
    policy =
      "default-src 'none'; script-src 'self'; style-src 'self'; " +
      `connect-src 'self' ${service.url}; require-trusted-types-for 'script'; trusted-types ${names}`;
    html = `<!doctype html><html lang="en"><title>Bank</title><main></main>
      <neon-provider service="${service.url}" alias="${site.alias}">
        <neon-activate></neon-activate><neon-otp login="ada"></neon-otp>
      </neon-provider>${markup.join('')}</html>`;
    return Visitor.at(profile, site.origin);
  }

  it('loses a bundle whose name its policy lacks, or has once for two', async () => {
    for (const [names, ...markup] of [
      ['lit-html', scripts.elements],
      ['lit-html', scripts.dropIn],
      ['neon-mfa', scripts.page],
      ['neon-mfa', scripts.elements, scripts.elements.replace('all-', '')],
    ] as const) {
      const visitor = await open(names, ...markup);
      await visitor.page.waitForLoadState('load');
      assert.match(visitor.complaints.join(), /createPolicy|policy/i, names);
      await visitor.page.close();
    }
  });

  for (const order of orders) {
    it(`works with ${order.join(', then ')}`, async () => {
      const visitor = await open(
        'neon-mfa neon-mfa-drop-in lit-html',
        ...order.map((name) => scripts[name]),
      );
      const { page } = visitor;
      await page.getByRole('heading', { name: 'Rendered by the page' }).waitFor();
      if (order === orders[0]) {
        await visitor.submitCode(await service.issueCode(site, 'ada'));
        await visitor.choosePin();
        await visitor.activated('ada');
      }
      assert.equal(await service.verifyOtp(site, 'ada', await visitor.getOtp()), true);

      const options = JSON.stringify({ alias: site.alias, service: service.url, useIframe: false });
      const asked = page.evaluate(`new Neon.Neon(${options}).getOnlineOtp('ada')`);
      const dialog = page.locator('body > neon-pin-prompt');
      await dialog.getByLabel('PIN', { exact: true }).fill(pin);
      await page.keyboard.press('Enter');
      assert.equal(await service.verifyOtp(site, 'ada', String(await asked)), true);

      assert.deepEqual(await page.evaluate(policiesOnGlobals), []);
      assert.deepEqual(
        visitor.complaints.filter((text) => !/favicon|already defined/.test(text)),
        [],
      );
      await page.close();
    });
  }

  it('takes two bundles of one name with ‘allow-duplicates’, as the guide says', async () => {
    const guide = await readTaskPage('content-security-policy');
    assert.ok(guide.includes("'allow-duplicates'"));
    const both = [scripts.elements, scripts.elements.replace('all-', '')];
    const visitor = await open("neon-mfa 'allow-duplicates'", ...both);
    assert.equal(await service.verifyOtp(site, 'ada', await visitor.getOtp()), true);
    assert.ok(visitor.complaints.every((text) => /favicon|already defined/.test(text)));
  });
});
