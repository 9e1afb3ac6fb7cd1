/**
 * BioKeys with keys in the frame: the page provides them, so they work where the site has `hostPin`.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NeonClient } from '../../../src/index.js';
import { pin } from '../../support/clients/pins.js';
import { ElementsPage } from './support/elements-page.js';
import { useFrames, type Neon } from './support/frames.js';

declare const client: NeonClient;
declare const neon: Neon;

const elements =
  '<neon-activate></neon-activate><neon-bio-key login="ada"></neon-bio-key><neon-otp login="ada"></neon-otp>';

/** Services that allow BioKeys, with and without a PIN. */
const services = [
  [{ bio: 'allowed' }, true],
  [{ bio: 'allowed', pin: 'none' }, false],
  [{ bio: 'forced', pin: 'none' }, false],
] as const;

describe('biometrics on a page with a frame', () => {
  const frames = useFrames();

  /** Opens a page that has a vault for BioKeys. */
  async function open(hostPin: boolean, service: object) {
    const site = await frames.site({ hostPin }, service);
    const opened = await ElementsPage.open(frames, await frames.profile(), site, elements);
    const { page } = opened;
    await page.locator('neon-provider').evaluate((provider) => {
      const bioKey = neon.valueBioKey(async ({ login }) => `the vault’s value for ${login}`);
      Object.assign(provider, { bioKey });
    });
    const bio = page.locator('neon-bio-key');
    const button = bio.getByRole('button');
    const dialog = page.locator('neon-pin-prompt').getByRole('dialog');
    return { ...opened, opened, page, site, bio, button, dialog };
  }

  it('are refused with the enrolment where they are the only factor and the site has no hostPin', async () => {
    const { opened, page, site, complaints } = await open(false, { bio: 'forced', pin: 'none' });
    const code = await opened.submitCode();
    const said = page.locator('neon-activate').getByRole('alert');
    await said.filter({ hasText: 'Biometrics cannot be used here.' }).waitFor();
    assert.deepEqual(await page.evaluate(() => client.accounts()), []);

    // The code is still valid.
    const { alias } = await frames.alias(site.mac, { hostPin: true });
    const later = { ...site, alias };
    const other = await ElementsPage.open(frames, await frames.profile(), later, elements);
    assert.equal(await other.page.evaluate((typed) => client.activate(typed), code), 'ada');
    assert.deepEqual(complaints, []);
    await page.context().close();
    await other.page.context().close();
  });

  for (const [service, hasPin] of services.slice(0, 2)) {
    it(`are not offered where the site has no hostPin: ${JSON.stringify(service)}`, async () => {
      const { opened, page, bio, button, pad, complaints } = await open(false, service);
      await opened.setUp(async () => {
        if (hasPin) await pad.choose();
      });
      await bio.getByText('Not used here').waitFor();
      assert.equal(await button.getAttribute('aria-disabled'), 'true');
      const refused = await page.evaluate(() =>
        client.setBioKey('ada', 'as good as random').catch(({ code }: { code: string }) => code),
      );
      assert.equal(refused, 'BIO_KEY_NOT_ALLOWED');

      // The person can go on.
      await page.getByRole('button', { name: /Get a/ }).click();
      if (hasPin) await pad.enter();
      assert.match(await opened.shownOtp(), /^\d{8}$/);
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
  }

  for (const [service, hasPin] of services) {
    it(`are set up, used and removed where the site has hostPin: ${JSON.stringify(service)}`, async () => {
      const { opened, page, site, bio, button, dialog, complaints } = await open(true, service);
      const enter = async () => {
        await dialog.getByLabel('PIN', { exact: true }).fill(pin);
        await dialog.getByRole('button', { name: 'Continue' }).click();
      };
      await opened.setUp(async () => {
        if (!hasPin) return;
        await dialog.getByLabel('New PIN').fill(pin);
        await dialog.getByLabel('Repeat the PIN').fill(pin);
        await dialog.getByRole('button', { name: 'Continue' }).click();
      });
      await button.filter({ hasText: 'Set up biometrics' }).click();
      if (hasPin) await enter();
      await bio.getByText('Biometrics are set up for this browser.').waitFor();

      await page.getByRole('button', { name: /Get a/ }).click();
      const otp = await opened.shownOtp();
      assert.equal(await frames.service.verifyOtp(site, 'ada', otp), true);

      await button.filter({ hasText: 'Remove biometrics' }).click();
      if (hasPin) await enter();
      await bio.getByText('Biometrics are removed from this browser.').waitFor();
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
  }

  it('can be removed, and not set up again, where the site has lost its hostPin', async () => {
    const { page, site, bio, button, pad } = await open(true, { bio: 'allowed' });
    await page.evaluate(
      async ([code, secret]) => {
        await client.activate(code!, { pin: secret });
        await client.setBioKey('ada', 'as good as random', { pin: secret });
      },
      [await frames.service.issueCode(site, 'ada'), pin],
    );
    await button.filter({ hasText: 'Remove biometrics' }).waitFor();
    await frames.service.admin.patch(`/sites/${site.alias}`, { hostPin: false });
    await page.reload();
    await button.filter({ hasText: 'Remove biometrics' }).click();
    await pad.enter();
    await bio.getByText('Not used here').waitFor();
    assert.equal(await button.getAttribute('aria-disabled'), 'true');
    await page.context().close();
  });
});
