/**
 * Pages that change from one version of the core to the other, and frames of a service of another version, in Chromium.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openChromium } from '../../support/browsers/chromium.js';
import { pin } from '../../support/clients/pins.js';
import { root } from '../support/documents/examples.js';
import { LoopbackServer } from '../support/pages/loopback-server.js';
import { everything } from '../support/versions/every-conversation.js';
import { loadEarlier, present, type PackageVersion } from '../support/versions/package-version.js';
import { UpgradableService } from '../support/versions/upgradable-service.js';
import { order, VersionBench } from '../support/versions/version-bench.js';

const earlier = await loadEarlier();

/** Where a page finds the core of each version: folder and entry. The present core has packages, so it is bundled. */
const cores = {
  earlier: { folder: earlier.modules, entry: 'index.js' },
  present: { folder: join(root, 'dist'), entry: 'neon-mfa.js' },
};

/** Serves an empty page, and below it the modules of both versions. */
function openSite(): Promise<LoopbackServer> {
  return LoopbackServer.open((request, response) => {
    const [, version, ...path] = (request.url ?? '/').split('/');
    if (version !== 'earlier' && version !== 'present') {
      return void response
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><html lang="en"><title>Bank</title></html>');
    }
    readFile(join(cores[version].folder, ...path)).then(
      (bytes) => response.setHeader('content-type', 'text/javascript').end(bytes),
      () => response.writeHead(404).end(),
    );
  });
}

/** A client in a page, called by the names of its methods. */
interface PageClient {
  call(name: string, ...args: unknown[]): Promise<unknown>;
}

/** Loads the page anew, with the core of a version. */
async function load(
  page: Page,
  { name }: PackageVersion,
  options: { service: string; alias: string; iframe: boolean },
): Promise<PageClient> {
  await page.reload();
  const entry = `/${name}/${cores[name].entry}`;
  await page.evaluate(
    `import('${entry}').then((core) => {
      globalThis.client = core.createClient(${JSON.stringify(options)});
    })`,
  );
  return {
    call: (method, ...args) =>
      page.evaluate(`client[${JSON.stringify(method)}](...${JSON.stringify(args)})`),
  };
}

describe('a page in Chromium', () => {
  let browser: Browser;
  let site: LoopbackServer;

  before(async () => {
    [browser, site] = await Promise.all([openChromium(), openSite()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** A page, and a bench of a service of a version with a site for it. */
  async function setUp(version: PackageVersion, siteSettings: object) {
    const service = await UpgradableService.start(version);
    const origin = site.origin('localhost');
    const made = await service.addSite(everything, origin);
    const path = `/sites/${made.alias}`;
    await service.admin.done(path, { method: 'PATCH', body: siteSettings });
    const bench = new VersionBench(service, made, present, [earlier, present]);
    const page = await (await browser.newContext()).newPage();
    await page.goto(origin);
    return { service, bench, page };
  }

  it('keeps its enrolment when it changes to the present core, and when it changes back', async (t) => {
    const { service, bench, page } = await setUp(present, {});
    t.after(() => service.close());
    const options = { service: service.url, alias: bench.site.alias, iframe: false };
    for (const version of [earlier, present, earlier, present]) {
      const client = await load(page, version, options);
      const enrolled = (await client.call('initOnline')) as string[];
      if (!enrolled.length) await client.call('activate', await bench.code('ada'), { pin });
      const { value } = (await client.call('getOnlineOtp', 'ada', { pin })) as { value: string };
      await bench.spend('ada', value);
    }
    const { length } = (
      await service.admin.get<{ tokens: object[] }>(`/tokens?service=${bench.site.mac}`)
    ).body.tokens;
    assert.equal(length, 1);
  });

  for (const [core, version] of [
    [earlier, present],
    [present, earlier],
  ] as const) {
    it(`with the ${core.name} core uses the frame of the ${version.name} service`, async (t) => {
      const { service, bench, page } = await setUp(version, { iframe: true, hostPin: true });
      t.after(() => service.close());
      const options = { service: service.url, alias: bench.site.alias, iframe: true };
      let client = await load(page, core, options);
      await client.call('activate', await bench.code('ada'), { pin });
      client = await load(page, core, options);
      assert.deepEqual(await client.call('initOnline'), ['ada']);
      const { value } = (await client.call('getOnlineOtp', 'ada', { pin })) as { value: string };
      await bench.spend('ada', value);
      const seal = await client.call('sealData', 'ada', order, { pin });
      await bench.checkSeal('ada', seal as string);
      assert.equal(((await client.call('devices', 'ada')) as object[]).length, 1);
    });
  }
});
