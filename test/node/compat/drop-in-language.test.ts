/** The drop-in speaks the language of its page: the dialog, and the messages of its errors. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fr } from '../../../components/languages/fr.js';
import { en } from '../../../components/messages/en.js';
import { pseudo } from '../../support/elements/pseudo-language.js';
import { Bank } from './support/bank.js';
import type { Call, CallingPage } from './support/calling-page.js';
import { useTwoSites } from './support/two-sites.js';

const getOtp: Call = (neon, { login }) => neon.getOnlineOtp(login!);

describe('the language of the drop-in', () => {
  const sites = useTwoSites('localhost');
  let page: CallingPage;
  let alias: string;
  let login: string;
  before(async () => {
    const bank = await Bank.open(sites);
    page = await bank.visit(false);
    login = await bank.enrol(page);
    alias = bank.site.alias;
  });
  after(() => page.page.context().close());

  /** Opens the dialog, cancels it, and tells its title and the message of the error. */
  async function cancelled(): Promise<readonly (string | null | undefined)[]> {
    const ending = page.outcome(getOtp, { login });
    const dialog = page.page.locator('neon-pin-prompt').getByRole('dialog');
    const title = await dialog.getByRole('heading').textContent();
    await page.page.keyboard.press('Escape');
    const { error } = await ending;
    return [title, error?.message];
  }

  it('is English where the file of the language is not the one that the script knows', async () => {
    await page.page.route('**/kit/*/languages/*.json', (route) =>
      route.fulfill({
        json: { lang: 'fr', enterPin: { digits: 'Changed' } },
        headers: { 'access-control-allow-origin': '*' },
      }),
    );
    await page.page.evaluate("document.documentElement.lang = 'fr'");
    const [title, message] = await cancelled();
    assert.equal(title, en.enterPin.digits);
    // A string has no markup: the direction of English is in its marks.
    assert.equal(message, `\u2066${en.errors.USER_CANCELLED}\u2069`);
    await page.page.unroute('**/kit/*/languages/*.json');
  });

  it('is that of the page, and follows it', async () => {
    await page.page.reload();
    await page.construct([{ alias, useIframe: false }]);
    for (const [lang, texts] of [
      ['fr-CA', fr],
      ['en', en],
      ['FR', fr],
    ] as const) {
      await page.page.evaluate(`document.documentElement.lang = '${lang}'`);
      const expected = [texts.enterPin?.digits, texts.errors?.USER_CANCELLED];
      assert.deepEqual(await cancelled(), expected, lang);
    }
  });

  it('is said in whole by the dialog: nothing in English, cut off or out of its box', async () => {
    const { page: tab } = page;
    const json = JSON.stringify({ ...pseudo, lang: 'fr' });
    const digest = createHash('sha256').update(json).digest('base64');
    await tab.route('**/simple-neon-lib.js', async (route) => {
      const answer = await route.fetch();
      const entry = /(fr:\{path:"[^"]*",integrity:"sha256-)[^"]*/;
      await route.fulfill({
        response: answer,
        body: (await answer.text()).replace(entry, `$1${digest}`),
      });
    });
    await tab.route('**/kit/*/languages/fr.*.json', (route) =>
      route.fulfill({ body: json, headers: { 'access-control-allow-origin': '*' } }),
    );
    await tab.setViewportSize({ width: 360, height: 740 });
    await tab.reload();
    await page.construct([{ alias, useIframe: false }]);
    await tab.evaluate("document.documentElement.lang = 'fr'");
    const ending = page.outcome(getOtp, { login });
    const dialog = tab.locator('neon-pin-prompt').getByRole('dialog');
    assert.equal(await dialog.getByRole('heading').textContent(), pseudo.enterPin?.digits);
    const script = join(import.meta.dirname, '../../../../test/support/pages/text-audit.mjs');
    await tab.evaluate(await readFile(script, 'utf8'));
    assert.deepEqual(await tab.evaluate('auditTexts()'), []);
    await tab.keyboard.press('Escape');
    assert.equal((await ending).error?.message, pseudo.errors?.USER_CANCELLED);
  });
});
