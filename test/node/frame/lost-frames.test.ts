import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { NeonClient } from '../../../src/index.js';
import { pin } from '../../support/clients/pins.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { enrolClient, makeClient, openClientPage, useFrames } from './support/frames.js';

/** What scripts of tests find on the page. */
declare const client: NeonClient;
declare const outcome: Promise<string>;
declare const changes: { readonly both: Promise<void> };

const otpPath = '/btt/v1/op';

describe('a page whose frame is lost', () => {
  const frames = useFrames();

  /** A page with a client that is enrolled for `ada`. */
  async function enrolled() {
    const site = await frames.site({ hostPin: true });
    const context = await frames.profile();
    const page = await openClientPage(context, site.origin);
    await makeClient(page, frames.at(site));
    await enrolClient(page, await frames.service.issueCode(site, 'ada'));
    return { site, context, page };
  }

  /** Begins to obtain an OTP; the page stores the outcome. */
  const begin = (page: Page) =>
    page.evaluate((secret) => {
      const ended = client.getOnlineOtp('ada', { pin: secret }).then(
        (otp) => otp.value,
        (error: { code?: string; name: string }) => error.code ?? error.name,
      );
      Object.assign(globalThis, { outcome: ended });
    }, pin);

  const ended = (page: Page) => page.evaluate(() => outcome);

  async function assertWorks(page: Page, site: TestSite) {
    await begin(page);
    const otp = await ended(page);
    assert.match(otp, /^\d+$/);
    assert.equal(await frames.service.verifyOtp(site, 'ada', otp), true);
    assert.equal(await page.locator('iframe').count(), 1);
  }

  const run = (script: string) => (page: Page) => page.evaluate(script);

  const losses: Record<string, (page: Page) => Promise<unknown>> = {
    'is taken out of its dialog': run("document.querySelector('iframe').remove()"),
    'is thrown away with its dialog': run("document.querySelector('dialog').remove()"),
    'goes with the whole document': run('document.documentElement.replaceChildren()'),
    'is loaded anew': (page) => page.frames()[1]!.evaluate('location.reload()'),
    'goes somewhere else': run("document.querySelector('iframe').src = 'about:blank'"),
  };

  for (const [loss, lose] of Object.entries(losses)) {
    it(`learns that the outcome is unknown when it ${loss}, and goes on in the next`, async () => {
      const { page, site, context } = await enrolled();
      frames.service.proxy.plan(otpPath, 'hold-reply');
      await begin(page);
      await frames.service.proxy.held();
      await lose(page);
      assert.equal(await ended(page), 'OUTCOME_UNKNOWN');
      frames.service.proxy.release();
      // The outcome is resolved: nothing is lost, and the PIN was not counted as wrong.
      if (loss === 'goes somewhere else') {
        await run("document.querySelector('iframe').remove()")(page);
      }
      await assertWorks(page, site);
      const [account] = await page.evaluate(() => client.accounts());
      assert.equal(account?.state, 'active');
      await context.close();
    });
  }

  it('keeps it when the content of the body is replaced', async () => {
    const { page, site, context } = await enrolled();
    frames.service.proxy.plan(otpPath, 'hold-reply');
    await begin(page);
    await frames.service.proxy.held();
    await run('document.body.replaceChildren()')(page);
    frames.service.proxy.release();
    assert.match(await ended(page), /^\d+$/);
    await assertWorks(page, site);
    await context.close();
  });

  it('is told so when the frame is lost before it has answered', async () => {
    const site = await frames.site({ hostPin: true });
    const context = await frames.profile();
    const page = await openClientPage(context, site.origin);
    await makeClient(page, frames.at(site));
    frames.service.proxy.plan(`/frame/v1/${site.alias}`, 'hold');
    const refused = page.evaluate(() =>
      client.initOnline().catch((error: { code: string }) => error.code),
    );
    await frames.service.proxy.held();
    await run("document.querySelector('iframe').remove()")(page);
    assert.equal(await refused, 'OUTCOME_UNKNOWN');
    frames.service.proxy.release();
    assert.deepEqual(await page.evaluate(() => client.initOnline()), []);
    await context.close();
  });

  it('is notified of changes by the next frame', async () => {
    const { page, site, context } = await enrolled();
    await page.evaluate(() => {
      const both = new Promise<void>((resolve) => {
        const look = async () => {
          if ((await client.accounts()).length === 2) resolve();
        };
        client.subscribe(() => void look());
      });
      Object.assign(globalThis, { changes: { both } });
    });
    await run("document.querySelector('iframe').remove()")(page);
    const other = await openClientPage(context, site.origin);
    await makeClient(other, frames.at(site));
    await enrolClient(other, await frames.service.issueCode(site, 'bea'));
    await page.evaluate(() => changes.both);
    await context.close();
  });
});

describe('a page whose service cannot be reached', () => {
  const frames = useFrames();

  async function outcomeOf(page: Page): Promise<string> {
    return page.evaluate(() =>
      client.initOnline().then(
        (logins) => logins.join() || 'none',
        (error: { code: string }) => error.code,
      ),
    );
  }

  it('is told so, and works with a frame once the service is back', async () => {
    const site = await frames.site({ hostPin: true });
    const context = await frames.profile();
    const page = await openClientPage(context, site.origin);
    await makeClient(page, frames.at(site));
    await context.route(`${frames.service.url}/**`, (route) => route.abort());
    assert.equal(await outcomeOf(page), 'NETWORK_UNAVAILABLE');
    assert.equal(await page.evaluate(() => client.online), false);
    assert.equal(await page.locator('iframe').count(), 0);
    await context.unrouteAll();
    assert.equal(await outcomeOf(page), 'none');
    assert.equal(await page.evaluate(() => client.online), true);
    await context.close();
  });

  it('is notified of changes although it subscribed before', async () => {
    const site = await frames.site({ hostPin: true });
    const context = await frames.profile();
    const page = await openClientPage(context, site.origin);
    await makeClient(page, frames.at(site));
    await context.route(`${frames.service.url}/**`, (route) => route.abort());
    const heard = page.evaluate(async () => {
      await new Promise<void>((resolve) => client.subscribe(resolve));
      return 'heard';
    });
    assert.equal(await outcomeOf(page), 'NETWORK_UNAVAILABLE');
    await context.unrouteAll();
    await enrolClient(page, await frames.service.issueCode(site, 'ada'));
    assert.equal(await heard, 'heard');
    await context.close();
  });

  it('learns why it gets no frame', async () => {
    const { origin, mac } = await frames.site();
    const context = await frames.profile();
    const page = await openClientPage(context, origin);
    await makeClient(page, { service: frames.service.url, alias: 'f'.repeat(32) });
    assert.equal(await outcomeOf(page), 'MACID_IS_UNKNOWN');
    await frames.service.admin.patch(`/services/${mac}`, { open: false });
    assert.equal(await page.locator('iframe').count(), 0);
    await context.close();
  });
});

describe('a client in a frame that is closed', () => {
  const frames = useFrames();

  /** How the calls of a page ended, after which it has no frame. */
  const codesAfter = async (page: Page, close: () => Promise<unknown>) => {
    const ends = page.evaluate(
      (secret) =>
        Promise.all(
          [client.initOnline(), client.accounts(), client.getOnlineOtp('ada', { pin: secret })].map(
            (call) =>
              (call as Promise<unknown>).then(
                () => 'done',
                (error: { name: string }) => error.name,
              ),
          ),
        ),
      pin,
    );
    await close();
    const names = await ends;
    assert.equal(await page.locator('iframe').count(), 0);
    assert.equal(await page.locator('dialog').count(), 0);
    return names;
  };

  const closeClient = (page: Page) => page.evaluate(() => client.close());

  it('ends its calls at once while the page side is loaded', async () => {
    const site = await frames.site({ hostPin: true });
    const page = await openClientPage(await frames.profile(), site.origin);
    await makeClient(page, frames.at(site));
    const names = await page.evaluate(async () => {
      const call = client.initOnline().catch((error: { name: string }) => error.name);
      client.close();
      return [await call, await client.accounts().catch((error: { name: string }) => error.name)];
    });
    assert.deepEqual(names, ['AbortError', 'AbortError']);
    assert.equal(await page.locator('iframe').count(), 0);
    await page.context().close();
  });

  it('ends its calls at once while the frame is loaded', async () => {
    const site = await frames.site({ hostPin: true });
    const page = await openClientPage(await frames.profile(), site.origin);
    await makeClient(page, frames.at(site));
    frames.service.proxy.plan(`/frame/v1/${site.alias}`, 'hold');
    const names = await codesAfter(page, async () => {
      await frames.service.proxy.held();
      await closeClient(page);
    });
    assert.deepEqual(names, ['AbortError', 'AbortError', 'AbortError']);
    frames.service.proxy.release();
    await page.context().close();
  });

  it('ends its calls at once while the service works', async () => {
    const site = await frames.site({ hostPin: true });
    const page = await openClientPage(await frames.profile(), site.origin);
    await makeClient(page, frames.at(site));
    await enrolClient(page, await frames.service.issueCode(site, 'ada'));
    frames.service.proxy.plan(otpPath, 'hold');
    const names = await codesAfter(page, async () => {
      await frames.service.proxy.held();
      await closeClient(page);
    });
    assert.equal(names[2], 'AbortError');
    frames.service.proxy.release();
    await page.context().close();
  });
});
