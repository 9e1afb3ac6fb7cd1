/**
 * Pages that load two copies of the kit: elements of the one stand in a provider of the other.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { version } from '../../../src/service/version.js';
import { openChromium, openProfile } from '../../support/browsers/chromium.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { Visitor } from '../demo/support/visitor.js';
import { root } from '../support/documents/examples.js';
import { LoopbackServer } from '../support/pages/loopback-server.js';

const [major, minor] = version.split('.').map(Number) as [number, number];

/** The bundle of all elements, as another version would have it. */
async function elementsOf(other: string): Promise<string> {
  const code = await readFile(join(root, 'dist/neon-all-elements.js'), 'utf8');
  const parts = code.split(`"${version}"`);
  assert.equal(parts.length, 2, 'the version stands in the bundle once');
  return parts.join(`"${other}"`);
}

describe('two copies of the kit on one page', () => {
  let service: TestService;
  let host: LoopbackServer;
  let site: TestSite;
  let browser: Browser;
  let profile: BrowserContext;
  /** The version of the second copy. */
  let second = version;

  before(async () => {
    service = await TestService.start();
    host = await LoopbackServer.open((request, response) => {
      const path = request.url!;
      const isScript = path.endsWith('.js');
      response.setHeader('content-type', `text/${isScript ? 'javascript' : 'html'};charset=utf-8`);
      const text = path.startsWith('/second.js')
        ? elementsOf(second)
        : isScript
          ? readFile(join(root, 'dist', path), 'utf8')
          : html();
      Promise.resolve(text).then(
        (body) => response.end(body),
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

  /** By default the first copy defines the provider and what signing in needs, the second one the rest. */
  const inTurn = `<script type="module" src="/neon-elements.js"></script>
    <script type="module" src="/second.js"></script>`;
  const onlyPrompt = `<script type="module">
      const define = customElements.define.bind(customElements);
      customElements.define = (tag, made) => tag === 'neon-pin-prompt' && define(tag, made);
      await import('/second.js');
      customElements.define = define;
      await import('/neon-elements.js');
    </script>`;
  let scripts = inTurn;
  const html = () => `<!doctype html><html lang="en"><title>Bank</title>
    <neon-provider service="${service.url}" alias="${site.alias}">
      <neon-activate></neon-activate><neon-otp login="ada"></neon-otp>
      <neon-change-pin login="ada"></neon-change-pin>
    </neon-provider>${scripts}</html>`;

  async function visit(other: string): Promise<Visitor> {
    second = other;
    return Visitor.at(profile, site.origin);
  }

  it('say what is wrong when their versions do not fit, and the first one goes on', async () => {
    for (const other of [`${major}.${minor + 1}.0`, `${major + 1}.${minor}.0`]) {
      const visitor = await visit(other);
      const changePin = visitor.page.locator('neon-change-pin');
      await changePin.getByText('This page is not set up correctly.').waitFor();
      const warnings = visitor.complaints.filter((text) => text.includes('does not work in'));
      assert.deepEqual(warnings, [
        `<neon-change-pin> is of neon-mfa ${other} and does not work in a <neon-provider> of ${version}: load one version`,
      ]);
      assert.equal(await visitor.otp.getByText('This page is not set up').count(), 0);
      await visitor.page.close();
    }
  });

  it('say so for the dialog too, which the provider makes of the copy that has defined it', async () => {
    scripts = onlyPrompt;
    const other = `${major}.${minor + 1}.0`;
    const visitor = await visit(other);
    scripts = inTurn;
    await visitor.otp.getByRole('button').first().waitFor();
    const warnings = visitor.complaints.filter((text) => text.includes('does not work in'));
    assert.deepEqual(warnings, [
      `<neon-pin-prompt> is of neon-mfa ${other} and does not work in a <neon-provider> of ${version}: load one version`,
    ]);
    await visitor.page.close();
  });

  it('work together when they differ in their patch alone', async () => {
    const visitor = await visit(`${major}.${minor}.99`);
    await visitor.submitCode(await service.issueCode(site, 'ada'));
    await visitor.choosePin();
    await visitor.activated('ada');
    const changePin = visitor.page.locator('neon-change-pin');
    await changePin.getByRole('button', { name: 'Change PIN' }).click();
    await visitor.dialog.getByLabel('PIN', { exact: true }).waitFor();
    assert.deepEqual(
      visitor.complaints.filter((text) => !/favicon|already defined/.test(text)),
      [],
    );
    await visitor.page.close();
  });

  it('name the version of the package', async () => {
    const manifest = await readFile(join(root, 'package.json'), 'utf8');
    assert.equal((JSON.parse(manifest) as { version: string }).version, version);
    assert.ok(await elementsOf(version));
  });
});
