/** The drop-in speaks the language of its page: the dialog, and the messages of its errors. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fr } from '../../../components/languages/fr.js';
import { en } from '../../../components/messages/en.js';
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
});
