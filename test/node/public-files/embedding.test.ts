import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openChromium, openProfile } from '../../support/browsers/chromium.js';
import type { AdminApi } from '../../support/services/admin-api.js';
import { TestService } from '../../support/services/test-service.js';
import { PublicFolder } from '../support/services/public-folder.js';

/** Reports to the embedding page whether it worked. */
const frame = `
  import { part } from './part.js';
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('body { color: rgb(1, 2, 3) }');
  document.adoptedStyleSheets = [sheet];
  const attempt = (work) => { try { work(); return 'done'; } catch { return 'refused'; } };
  const { content } = document.querySelector('meta[name="neon-frame"]');
  const answer = await fetch('/healthz');
  parent.postMessage({
    part,
    title: document.title,
    settings: JSON.parse(content),
    color: getComputedStyle(document.body).color,
    service: answer.status,
    markup: attempt(() => { document.body.innerHTML = '<b></b>'; }),
    code: attempt(() => { new Function(''); }),
  }, '*');
`;

/** The page of the tests. */
const hostPage = `<!doctype html>
<html lang="en">
<title>Host</title>
<link rel="icon" href="data:,">
<script>
  const embed = (src) => new Promise((resolve) => {
    addEventListener('message', ({ data }) => resolve(data));
    document.body.append(Object.assign(document.createElement('iframe'), { src }));
  });
  const load = (src, integrity) => new Promise((resolve) => {
    const script = document.createElement('script');
    Object.assign(script, { src, integrity, crossOrigin: 'anonymous' });
    script.onload = () => resolve(document.documentElement.dataset.loaded === 'yes');
    script.onerror = () => resolve(false);
    document.head.append(script);
  });
</script>
<body></body>`;

/** Headers of a cross-origin isolated page. */
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

let folder: PublicFolder;
let service: TestService;
let admin: AdminApi;
let browser: Browser;
let host: Server;

const port = () => (host.address() as AddressInfo).port;
const origin = (name: string) => `http://${name}.localhost:${port()}`;

before(async () => {
  folder = new PublicFolder({
    'frame/frame.js': frame,
    'frame/part.js': 'export const part = "here";',
    'lib/simple-neon-lib.js': 'document.documentElement.dataset.loaded = "yes";',
  });
  service = await TestService.start({ publicFiles: folder.path });
  ({ admin } = service);
  host = createServer(({ url }, response) => {
    const headers = url === '/isolated' ? isolation : {};
    response.writeHead(200, { 'content-type': 'text/html', ...headers });
    response.end(hostPage);
  }).listen(0, '127.0.0.1');
  await once(host, 'listening');
  browser = await openChromium();
});

after(async () => {
  await browser.close();
  host.closeAllConnections();
  host.close();
  await service.close();
  folder.remove();
});

async function makeSite(): Promise<string> {
  const mac = await admin.makeService({ name: 'A "bank" & <more>' });
  const site = { service: mac, origins: [origin('bank')], iframe: true, hostPin: true };
  return String((await admin.made('/sites', site))['alias']);
}

/** A page and its console errors. */
async function open(url: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await openProfile(browser)).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  return { page, complaints };
}

const embed = (alias: string) => `embed('${service.url}/frame/v1/${alias}')`;

describe('a page that embeds the frame', () => {
  it('is refused at an origin that the site does not have', async () => {
    const alias = await makeSite();
    for (const stranger of ['mallory', 'www.bank']) {
      const { page } = await open(origin(stranger));
      const complaint = page.waitForEvent('console', {
        predicate: (message) => message.text().includes('frame-ancestors'),
      });
      await page.evaluate(`void ${embed(alias)}`);
      await complaint;
      assert.ok(!page.frames().some((one) => one.url().includes('/frame/v1/')));
      await page.context().close();
    }
  });

  for (const path of ['/', '/isolated']) {
    it(`gets a frame that works under the page’s own policy, at ${path}`, async () => {
      const alias = await makeSite();
      const { page, complaints } = await open(origin('bank') + path);
      assert.equal(await page.evaluate('crossOriginIsolated'), path === '/isolated');
      const said = await page.evaluate(embed(alias));
      assert.deepEqual(said, {
        part: 'here',
        title: 'A "bank" & <more>',
        settings: { alias, origins: [origin('bank')], hostPin: true, bio: 'off' },
        color: 'rgb(1, 2, 3)',
        service: 200,
        markup: 'refused',
        code: 'refused',
      });
      // The refused load is the only console error.
      const others = complaints.filter((text) => !text.includes('Trusted'));
      assert.deepEqual(others, []);
      await page.context().close();
    });
  }
});

describe('a page that loads the drop-in', () => {
  /** Loads it with a hash; resolves with whether it ran. */
  const load = (page: Page, integrity: string) =>
    page.evaluate(`load('${service.url}/neon/current/simple-neon-lib.js', '${integrity}')`);

  async function published(): Promise<string> {
    const response = await fetch(`${service.url}/neon/current/simple-neon-lib.js.sha256.txt`);
    const [hex = ''] = (await response.text()).split(' ');
    return `sha256-${Buffer.from(hex, 'hex').toString('base64')}`;
  }

  for (const path of ['/', '/isolated']) {
    it(`runs it only with the published hash, at ${path}`, async () => {
      const { page } = await open(origin('anywhere') + path);
      assert.equal(await load(page, `sha256-${Buffer.alloc(32).toString('base64')}`), false);
      assert.equal(await load(page, await published()), true);
      await page.context().close();
    });
  }
});
