/** Frames with ephemeral storage, as in WebKit, whose vendor name Chromium has here. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { NeonClient } from '../../../src/index.js';
import { pin } from '../../support/clients/pins.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { makeClient, openClientPage, useFrames, type Neon } from './support/frames.js';

declare const neon: Neon;
declare const client: NeonClient;

describe('a frame that keeps nothing beyond the session', () => {
  const frames = useFrames();

  async function webKit() {
    const context = await frames.profile();
    await context.addInitScript(`
      Object.defineProperty(Navigator.prototype, 'vendor', { get: () => 'Apple Computer, Inc.' });
    `);
    return context;
  }

  /** A page of the bank under a host name, with the frame. */
  async function open(host = 'bank.localhost') {
    const site = await frames.site({ hostPin: true }, {}, host);
    const page = await openClientPage(await webKit(), site.origin);
    return { page, ...(await embed(page, site)) };
  }

  async function embed(page: Page, site: TestSite) {
    await makeClient(page, frames.at(site));
    const code = await frames.service.issueCode(site, 'ada');
    const activate = () =>
      page.evaluate(
        ([typed, secret]) =>
          client.activate(typed!, { pin: secret }).catch((error: { code: string }) => error.code),
        [code, pin],
      );
    return { site, code, activate };
  }

  it('refuses the code, which stays valid', async () => {
    const { page, site, code, activate } = await open();
    assert.equal(await activate(), 'STORAGE_NOT_PERSISTENT');
    assert.deepEqual(await page.evaluate(() => client.accounts()), []);
    const login = await page.evaluate(
      ([at, typed, secret]) =>
        neon.createClient(at as { service: string; alias: string }).activate(typed as string, {
          pin: secret as string,
        }),
      [frames.at(site), code, pin] as const,
    );
    assert.equal(login, 'ada');
    await page.context().close();
  });

  it('has ephemeral storage in a page of the same site too', async () => {
    const { page, activate } = await open('www.neon.localhost');
    assert.equal(await activate(), 'STORAGE_NOT_PERSISTENT');
    await page.context().close();
  });

  it('enrols where the page allows ephemeral storage', async () => {
    const { page, site, code } = await open();
    const login = await page.evaluate(
      ([at, typed, secret]) => {
        const options = at as { service: string; alias: string };
        const short = neon.createClient({ ...options, iframe: true, allowEphemeral: true });
        return short.activate(typed as string, { pin: secret as string });
      },
      [frames.at(site), code, pin] as const,
    );
    assert.equal(login, 'ada');
    await page.context().close();
  });

  it('has lasting storage in a page of its own origin', async () => {
    const { service, bank } = frames;
    const { url } = service;
    const tenant = await service.addSite();
    const settings = { origins: [url], hostPin: true };
    const site = { ...tenant, ...(await frames.alias(tenant.mac, settings)) };
    const context = await webKit();
    // As behind a reverse proxy that serves the bank and the service at one origin.
    await context.route(/\/(bank|client\.js|(dist|build)\/.*)$/, async (route) => {
      const { pathname } = new URL(route.request().url());
      await route.fulfill({
        response: await route.fetch({ url: bank.origin('localhost') + pathname }),
      });
    });
    const page = await openClientPage(context, `${url}/bank`);
    const { activate } = await embed(page, site);
    assert.equal(await activate(), 'ada');
    await context.close();
  });
});
