/**
 * The drop-in on a page with the policy of docs/migrate.md, Trusted Types, and the digest of the script.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pin } from '../../support/clients/pins.js';
import { Bank, modes } from './support/bank.js';
import type { Call, CallingPage } from './support/calling-page.js';
import { useTwoSites } from './support/two-sites.js';

for (const [mode, useIframe] of modes) {
  describe(`a page with a strict policy ${mode}`, () => {
    const sites = useTwoSites();
    let bank: Bank;
    /** The digest that the service publishes, as pages write it. */
    let integrity: string;
    const open: CallingPage[] = [];
    before(async () => {
      bank = await Bank.open(sites, { push: true });
      const path = '/neon/current/simple-neon-lib.js.sha256.txt';
      const published = await (await fetch(sites.service.localUrl + path)).text();
      const [digest] = published.split(' ');
      integrity = `sha256-${Buffer.from(digest!, 'hex').toString('base64')}`;
      const guide = await readFile(
        join(import.meta.dirname, '../../../../docs/migrate.md'),
        'utf8',
      );
      const [policy] = /^default-src .*trusted-types neon-mfa-drop-in$/m.exec(guide)!;
      const { url } = sites.service;
      sites.host.headers = {
        'content-security-policy': policy.replaceAll('https://mfa.example', url),
      };
    });
    after(async () => {
      for (const { page } of open) await page.context().close();
    });

    async function visit(attributes: string): Promise<CallingPage> {
      const page = await bank.visit(useIframe, { attributes });
      open.push(page);
      return page;
    }

    it('does not run a script with another digest', async () => {
      const other = `sha256-${Buffer.alloc(32, 1).toString('base64')}`;
      const page = await visit(`integrity="${other}" crossorigin="anonymous"`);
      assert.equal(await page.page.evaluate('typeof Neon'), 'undefined');
      assert.match(String(page.complaints), /digest/);
      const markup = "document.createElement('p').innerHTML = '<b>bold</b>'";
      await assert.rejects(page.page.evaluate(markup), /TrustedHTML/);
    });

    it('enrols and signs in without a violation, with the page’s own prompts and with the dialog', async () => {
      const page = await visit(`integrity="${integrity}" crossorigin="anonymous"`);
      const login = await bank.enrol(page);
      const own = page.outcome((neon, { login, pin }) => neon.getOnlineOtp(login!, () => pin!), {
        login,
        pin,
      });
      assert.equal(await bank.accepts(login, (await own).value), true);

      const asked = page.outcome((neon, { login }) => neon.getOnlineOtp(login!), { login });
      const where = useIframe ? page.page.frameLocator('iframe') : page.page;
      await where.locator('neon-pin-prompt [part=input]').fill(pin);
      await page.page.keyboard.press('Enter');
      assert.equal(await bank.accepts(login, (await asked).value), true);

      // A push shows the number.
      const call: Call = (neon, { login }) => {
        neon.getRemoteOtpByPush(login!)!.catch(() => undefined);
      };
      await page.result(call, { login });
      await page.page
        .getByRole('status')
        .filter({ hasText: /\d{3} \d{3}/ })
        .waitFor();
      assert.deepEqual(page.complaints, []);
    });
  });
}
