/** The language of the frame's dialog: that of the page around it, from files at the service. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page, Route } from 'playwright-core';
import { fr } from '../../../components/languages/fr.js';
import { en } from '../../../components/messages/en.js';
import { complaintsOf } from '../support/pages/page-complaints.js';
import { PinPad, useFrames } from './support/frames.js';

const bankPage = (lang: string, { service, alias }: { service: string; alias: string }) =>
  `<!doctype html>
<html lang="${lang}">
<meta charset="utf-8"><title>Harbour Bank</title>
<link rel="icon" href="data:,">
<main><h1>Harbour Bank</h1>
<neon-provider iframe service="${service}" alias="${alias}"><neon-activate></neon-activate></neon-provider></main>
<script type="module" src="/dist/neon-all-elements.js"></script>
</html>`;

const files = '**/kit/*/languages/*.json';

describe("the language of the frame's dialog", () => {
  const frames = useFrames();

  async function shown(lang: string, answer?: (route: Route) => Promise<void>) {
    const site = await frames.site();
    const context = await frames.profile();
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    if (answer) await context.route(files, answer);
    frames.bank.pages.set('/', bankPage(lang, frames.at(site)));
    await page.goto(site.origin);
    await page
      .locator('neon-activate')
      .locator('#code')
      .fill(await frames.service.issueCode(site, 'ada'));
    await page.locator('neon-activate').locator('[part=button]').click();
    const pad = new PinPad(page);
    await pad.focused();
    return { page, pad, complaints };
  }

  const title = (pad: PinPad) => pad.dialog.getByRole('heading').textContent();

  async function again(page: Page, pad: PinPad): Promise<void> {
    await page.keyboard.press('Escape');
    await page.locator('iframe').waitFor({ state: 'hidden' });
    await page.locator('neon-activate').locator('[part=button]').click();
    await pad.focused();
  }

  it('is English where the file has another hash than the script', async () => {
    const { page, pad } = await shown('fr', (route) =>
      route.fulfill({
        json: { lang: 'fr', choosePin: { digits: 'Changed' } },
        headers: { 'access-control-allow-origin': '*' },
      }),
    );
    assert.equal(await title(pad), en.choosePin.digits);
    // The words are marked, since the document is French.
    assert.equal(await pad.dialog.getByRole('heading').locator('[lang=en]').count(), 1);
    await page.context().close();
  });

  it('is English where the file cannot be loaded', async () => {
    const { page, pad } = await shown('fr', (route) => route.abort());
    assert.equal(await title(pad), en.choosePin.digits);
    await page.context().close();
  });

  it('is English for a language without texts, and for a tag that is none', async () => {
    for (const lang of ['zz', 'x'.repeat(5_000)]) {
      const { page, pad } = await shown(lang);
      assert.equal(await title(pad), en.choosePin.digits);
      await page.context().close();
    }
  });

  it('is that of the page, in any case, and of the next one after a change', async () => {
    const { page, pad, complaints } = await shown('FR-ca');
    assert.equal(await title(pad), fr.choosePin?.digits);
    assert.equal(await pad.frame.locator('html').getAttribute('lang'), 'FR-ca');
    assert.equal(await pad.frame.locator('html').getAttribute('dir'), 'ltr');
    await page.evaluate("document.documentElement.lang = 'en'");
    await again(page, pad);
    assert.equal(await title(pad), en.choosePin.digits);
    await page.evaluate("document.querySelector('neon-provider').lang = 'fr'");
    await again(page, pad);
    assert.equal(await title(pad), fr.choosePin?.digits);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
});
