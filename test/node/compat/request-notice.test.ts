/**
 * The requests for approval that pages with the drop-in alone show by themselves.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { pin } from '../../support/clients/pins.js';
import { nodeClient } from '../support/services/node-client.js';
import { Bank, modes } from './support/bank.js';
import { CallingPage, callingPage, type Call } from './support/calling-page.js';
import { useTwoSites } from './support/two-sites.js';

const list: Call = (neon) => neon.initOnline();

for (const [mode, useIframe] of modes) {
  describe(`requests on a page with the drop-in, ${mode}`, () => {
    const sites = useTwoSites('localhost');
    let bank: Bank;
    let page: CallingPage;
    let login: string;
    before(async () => {
      bank = await Bank.open(sites, { push: true });
      page = await bank.visit(useIframe, {
        body: '<h1>Harbour Bank</h1><input aria-label="IBAN">',
      });
      login = await bank.enrol(page);
    });
    after(() => page.page.context().close());

    const noticeOn = (shown: Page): Locator => shown.getByRole('region', { name: /sign in as/ });

    /** Asks from a browser that is not enrolled; resolves with the number that it shows. */
    async function ask() {
      const asking = nodeClient(sites.service.url, bank.site);
      sites.finally(async () => asking.close());
      let show!: (number: string) => void;
      const number = new Promise<string>((resolve) => (show = resolve));
      const otp = asking.getRemoteOtpByPush(login, { onNumber: show }).then(
        ({ value }) => value,
        (error: { code: string }) => error.code,
      );
      return { number: await number, otp };
    }

    async function enterPin(): Promise<void> {
      const asking = useIframe ? page.page.frameLocator('dialog[open] > iframe') : page.page;
      await asking.getByLabel('PIN', { exact: true }).fill(pin);
      await asking.getByRole('button', { name: 'Continue' }).click();
    }

    it('are not shown before initOnline, and not where the page says so', async () => {
      assert.equal(await page.page.locator('[data-neon-requests]').count(), 0);
      const options = { alias: bank.site.alias, useIframe, showRequests: false };
      await page.construct([options], 'silent');
      await page.result(list, {}, 'silent');
      assert.equal(await page.page.locator('[data-neon-requests]').count(), 0);
    });

    it('are shown without the focus, over nothing, once for all instances, and approved with the number', async () => {
      await page.construct([{ alias: bank.site.alias.toUpperCase(), useIframe }], 'second');
      for (const name of ['neon', 'second']) await page.result(list, {}, name);
      assert.equal(await page.page.locator('[data-neon-requests]').count(), 1);
      const field = page.page.getByLabel('IBAN');
      await field.focus();
      const { number, otp } = await ask();
      const notice = noticeOn(page.page);
      await notice.waitFor();
      assert.equal(await field.evaluate((input) => input.matches(':focus')), true);
      const [above, heading] = await Promise.all([
        notice.boundingBox(),
        page.page.getByRole('heading').boundingBox(),
      ]);
      assert.ok(above!.y + above!.height <= heading!.y);
      assert.equal(await notice.getByRole('textbox').count(), 0);

      await notice.getByRole('button', { name: 'Answer' }).click();
      const input = notice.getByLabel('Number shown there');
      assert.equal(await input.evaluate((one) => one.matches(':focus')), true);
      const { violations } = await new AxeBuilder({ page: page.page }).analyze();
      assert.deepEqual(
        violations.map(({ id }) => id),
        [],
      );
      await notice.getByRole('button', { name: 'Yes, it is me' }).click();
      await notice.getByText('Type the number that the other page shows.').waitFor();
      await input.fill(`${number.slice(0, 3)} ${number.slice(3)}`);
      await notice.getByRole('button', { name: 'Yes, it is me' }).click();
      await enterPin();
      assert.equal(await bank.accepts(login, await otp), true);
      await page.page.getByText('Confirmed. You can go on at the other page.').waitFor();
      assert.equal(await notice.count(), 0);
    });

    it('are denied with a press', async () => {
      const { otp } = await ask();
      const notice = noticeOn(page.page);
      await notice.getByRole('button', { name: 'Answer' }).click();
      await notice.getByRole('button', { name: 'Deny' }).click();
      assert.equal(await otp, 'PUSH_DENIED');
      await page.page.getByText('Denied.').waitFor();
    });

    // A frame of the service does not load there at all.
    if (useIframe) return;

    it('are not shown inside a page of another origin', async () => {
      const { host, lib } = sites;
      host.html = callingPage(lib);
      const outer = await page.page.context().newPage();
      await outer.goto(host.origin('elsewhere.localhost'));
      await outer.setContent(`<iframe src="${host.origin('bank.localhost')}"></iframe>`);
      const inner = (await (await outer.waitForSelector('iframe')).contentFrame())!;
      await inner.waitForFunction(() => 'Neon' in globalThis);
      const given = JSON.stringify([bank.site.alias, await bank.code(login), pin]);
      const found = await inner.evaluate(`(async ([alias, code, pin]) => {
        const neon = new Neon.Neon({ alias, useIframe: false });
        await neon.activateWithPin(code, pin);
        const logins = await neon.initOnline();
        return [logins.length, document.querySelectorAll('[data-neon-requests]').length];
      })(${given})`);
      assert.deepEqual(found, [1, 0]);
      await outer.close();
    });
  });
}
