/**
 * Pages without a secure connection, at a host name that browsers do not take for this machine.
 */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { en } from '../../../components/messages/en.js';
import { pin } from '../../support/clients/pins.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { callingPage, CallingPage } from '../compat/support/calling-page.js';
import { useTwoSites } from '../compat/support/two-sites.js';
import { useFrames, type Neon } from '../frame/support/frames.js';

const sentence = en.errors.INSECURE_CONTEXT;

/** What would not be true here. */
const untrue =
  /reached|available|connection was lost|went wrong|not set up|no account|no requests/i;

describe('a page without a secure connection', { timeout: 180_000 }, () => {
  const frames = useFrames();
  let site: TestSite;
  before(async () => (site = await frames.site()));

  /** Opens the page, and lists what it sends to the service. */
  async function open(elements = '', attributes = ''): Promise<{ page: Page; sent: string[] }> {
    const { service, alias } = frames.at(site);
    frames.bank.pages.set(
      '/',
      `<!doctype html><html lang="en"><title>Harbour Bank</title>
<link rel="icon" href="data:,">
<neon-provider ${attributes} service="${service}" alias="${alias}">${elements}</neon-provider>
<script type="module" src="/dist/neon-all-elements.js"></script>
<script type="module" src="/client.js"></script>`,
    );
    const page = await (await frames.profile()).newPage();
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.url().startsWith(service)) sent.push(request.url());
    });
    await page.goto(frames.bank.origin('bank.test'));
    await page.locator('neon-provider:defined').waitFor({ state: 'attached' });
    assert.equal(await page.evaluate('isSecureContext'), false);
    return { page, sent };
  }

  for (const attributes of ['', 'iframe']) {
    const where = attributes ? 'with a frame' : 'without a frame';

    it(`is told so by every element, ${where}`, async () => {
      const { page, sent } = await open(
        `<neon-login-list></neon-login-list>
        <neon-push-inbox></neon-push-inbox>
        <neon-activate></neon-activate>
        <neon-otp login="ada"></neon-otp>
        <neon-access-token login="ada"></neon-access-token>
        <neon-push-otp login="ada"></neon-push-otp>
        <neon-devices login="ada"></neon-devices>`,
        attributes,
      );
      const said = (tag: string) => page.locator(tag).getByText(sentence).waitFor();
      for (const tag of ['neon-login-list', 'neon-push-inbox', 'neon-devices']) await said(tag);
      const code = await frames.service.issueCode(site, 'ada');
      await page.getByLabel('Activation code').fill(code);
      for (const tag of ['neon-activate', 'neon-otp', 'neon-access-token', 'neon-push-otp']) {
        await page.locator(`${tag} [part~=button]`).first().click();
        await said(tag);
      }
      assert.doesNotMatch(await page.locator('neon-provider').innerText(), untrue);
      assert.deepEqual(sent, []);
      await page.context().close();
    });

    it(`has every call refused, ${where}`, async () => {
      const { page, sent } = await open();
      const options = { ...frames.at(site), iframe: !!attributes, pin };
      const codes = await page.evaluate(async ({ pin, ...options }) => {
        const { neon } = globalThis as unknown as { neon: Neon };
        const client = neon.createClient(options);
        const calls = [
          client.initOnline(),
          client.activate('3AHR-Z6DM-V29G-QY5H', { pin }),
          client.getOnlineOtp('ada', { pin }),
          client.getRemoteOtpByPush('ada'),
          client.sealData('ada', 'text', { pin }),
          client.accounts(),
          client.forget('ada'),
        ];
        client.subscribe(() => undefined)();
        client.watchPushRequests(() => undefined)();
        const ended = await Promise.allSettled(calls);
        return ended.map((one) =>
          one.status === 'rejected' ? (one.reason as { code: string }).code : one.status,
        );
      }, options);
      assert.deepEqual(codes, Array(7).fill('INSECURE_CONTEXT'));
      assert.deepEqual(sent, []);
      await page.context().close();
    });
  }
});

describe('a page with the drop-in without a secure connection', () => {
  const sites = useTwoSites();

  it('is told so, with and without a frame', async () => {
    const { alias } = await sites.dropIn([sites.host.origin('bank.localhost')]);
    sites.host.html = callingPage(sites.lib);
    const page = await CallingPage.open(await sites.profile(), sites.host.origin('bank.test'));
    for (const useIframe of [true, false]) {
      await page.construct([{ alias, useIframe }]);
      for (const call of [
        (neon: { initOnline(): unknown }) => neon.initOnline(),
        (neon: { getOnlineOtpWithPin(login: string, pin: string): unknown }) =>
          neon.getOnlineOtpWithPin('ada', '271828'),
      ]) {
        const { error } = await page.outcome(call);
        assert.deepEqual([error?.errCode, error?.message], ['INSECURE_CONTEXT', sentence]);
      }
    }
    assert.deepEqual(page.complaints, []);
  });
});
