/**
 * The page of docs/integrate/without-bundler.md, played as it stands there: a page of another origin that loads the kit
 * from the service, with its hash, under the policy of the guide.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { version } from '../../../src/service/version.js';
import { openChromium, openProfile } from '../../support/browsers/chromium.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { Visitor } from '../demo/support/visitor.js';
import { block, root } from '../support/documents/examples.js';
import { readTaskPage } from '../support/documents/guides.js';
import { LoopbackServer } from '../support/pages/loopback-server.js';

const strangeHash = `sha384-${Buffer.alloc(48, 1).toString('base64')}`;

/** Every name that `neon.js` has to have, by where it comes from. */
const sources = ['src/index.js', 'components/index.js'];
const further = ['webAuthnBioKey', 'moveEnrolment'];

describe('the kit without a bundler', () => {
  let guide: string;
  let login: string;
  let service: TestService;
  let host: LoopbackServer;
  let site: TestSite;
  let browser: Browser;
  let profile: BrowserContext;
  let integrity: string;
  let integrityOfFrench: string;
  let html = '';
  let headers: Readonly<Record<string, string>> = {};

  before(async () => {
    guide = await readTaskPage('without-bundler');
    login = block(await readTaskPage('sign-in'), 'js', "'neon-mfa/define.js'");
    service = await TestService.start({}, 'mfa.localhost');
    const list = await readFile(join(root, 'dist/integrity.json'), 'utf8');
    const hashes = JSON.parse(list) as Record<string, string>;
    integrity = hashes['neon.js']!;
    integrityOfFrench = hashes['languages/fr.js']!;
    host = await LoopbackServer.open((request, response) => {
      const isScript = request.url === '/login.js';
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      response.setHeader('content-type', `text/${isScript ? 'javascript' : 'html'};charset=utf-8`);
      response.end(isScript ? login : html);
    });
    site = await service.addSite({}, host.origin('bank.localhost'));
    browser = await openChromium();
    profile = await openProfile(browser);
  });

  after(async () => {
    await browser.close();
    await host.close();
    await service.close();
  });

  /** A text of the guide with this service, this site and this hash. */
  const own = (text: string, hash = integrity) =>
    text
      .replaceAll('https://mfa.example', service.url)
      .replaceAll('0123456789abcdef0123456789abcdef', site.alias)
      .replaceAll('sha384-…', hash);

  /** Opens a page under the policy of the guide, whose hash is that of the import map on the page. */
  async function open(page: string, further: Readonly<Record<string, string>> = {}, lang = 'en') {
    html = `<!doctype html><html lang="${lang}"><title>Bank</title>${page}</html>`;
    const [, map = ''] = /<script type="importmap">([^]*?)<\/script>/.exec(page) ?? [];
    const hash = createHash('sha256').update(map).digest('base64');
    const policy = /^default-src .*$/m.exec(guide)![0];
    headers = {
      'content-security-policy': own(policy).replace('sha256-…', `sha256-${hash}`),
      ...further,
    };
    return Visitor.at(profile, site.origin);
  }

  const examples = (hash?: string) => {
    const withMap = own(block(guide, 'html', 'importmap'), hash);
    const element = own(block(guide, 'html', 'crossorigin'), hash);
    const [provider] = /<neon-provider[^]*<\/neon-provider>/.exec(withMap)!;
    return { withMap, withElement: `${element}${provider}` };
  };

  it('names this version', () => {
    assert.ok(guide.includes(`/kit/${version}/neon.js`));
    assert.ok(guide.includes(`neon-mfa@${version}/dist/neon.js`));
  });

  it('does not run with another hash', async () => {
    for (const page of Object.values(examples(strangeHash))) {
      const { page: opened, complaints } = await open(page);
      await opened.waitForLoadState('load');
      assert.equal(await opened.evaluate("customElements.get('neon-otp') === undefined"), true);
      assert.match(complaints.join(), /digest|integrity/);
      await opened.close();
    }
  });

  it('does not run without a hash where the page has an integrity policy', async () => {
    const page = examples().withElement.replace(/integrity="[^"]*"/, '');
    const { page: opened } = await open(page, {
      'integrity-policy': 'blocked-destinations=(script)',
    });
    await opened.waitForLoadState('load');
    assert.equal(await opened.evaluate("customElements.get('neon-otp') === undefined"), true);
    await opened.close();
  });

  it('sets a browser up and signs in from another origin, without a violation', async () => {
    const visitor = await open(examples().withMap);
    await visitor.submitCode(await service.issueCode(site, 'ada'));
    await visitor.choosePin();
    await visitor.chosen('ada');
    assert.equal(await service.verifyOtp(site, 'ada', await visitor.getOtp()), true);
    assert.deepEqual(
      visitor.complaints.filter((text) => !text.includes('favicon')),
      [],
    );
    await visitor.page.close();
  });

  it('works by an element alone, also where every script needs a hash', async () => {
    const visitor = await open(examples().withElement, {
      'integrity-policy': 'blocked-destinations=(script)',
    });
    await visitor.logins.getByRole('radio', { name: 'ada' }).waitFor();
    assert.equal(await service.verifyOtp(site, 'ada', await visitor.getOtp()), true);

    const loaded = (await visitor.page.evaluate(
      `performance.getEntriesByType('resource').map(({ name }) => name)
        .filter((name) => name.includes('/kit/'))`,
    )) as string[];
    assert.deepEqual(loaded, [`${service.url}/kit/${version}/neon.js`]);
    await visitor.page.close();
  });

  it('speaks the language of the page only if its file has the hash of the import map', async () => {
    const { withMap } = examples();
    const [map] = /\{\s*"integrity"[^]*?\n\}/.exec(block(guide, 'json', 'languages/fr.js'))!;
    const { integrity: named } = JSON.parse(map) as { integrity: Record<string, string> };
    const [, french] = Object.keys(named);
    for (const [hash, button] of [
      [strangeHash, 'Get a one-time password'],
      [integrityOfFrench, 'Obtenir un mot de passe à usage unique'],
    ] as const) {
      const entry = `"integrity": { "${own(french!)}": "${hash}",`;
      const visitor = await open(withMap.replace('"integrity": {', entry), {}, 'fr');
      await visitor.otp.getByRole('button', { name: button }).waitFor();
      await visitor.page.close();
    }
  });

  it('has every name of the package, and no other', async () => {
    const visitor = await open(examples().withElement);
    const names = await visitor.page.evaluate(
      `import('${service.url}/kit/${version}/neon.js').then((neon) => Object.keys(neon).sort())`,
    );
    const expected = new Set(further);
    for (const source of sources) {
      const module = (await import(join(root, 'build', source))) as object;
      for (const name of Object.keys(module)) expected.add(name);
    }
    assert.ok(expected.has('createClient') && expected.has('NeonError') && expected.has('en'));
    assert.deepEqual(names, [...expected].sort());
    await visitor.page.close();
  });
});
