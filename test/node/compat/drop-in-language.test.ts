/** The drop-in speaks the language of its page: the dialog, and the messages of its errors. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { fr } from '../../../components/languages/fr.js';
import { en } from '../../../components/messages/en.js';
import { mirrored, pseudo } from '../../support/elements/pseudo-language.js';
import { replaceFrench, textFaults } from '../support/pages/replaced-language.js';
import { nodeClient } from '../support/services/node-client.js';
import { Bank } from './support/bank.js';
import type { Call, CallingPage } from './support/calling-page.js';
import { nextRequest } from './support/next-request.js';
import { useTwoSites } from './support/two-sites.js';

const getOtp: Call = (neon, { login }) => neon.getOnlineOtp(login!);
const ask: Call = (neon, { login }) => neon.getRemoteOtpByPush(login!);

/** The requests that the drop-in shows. */
const notice = (tab: Page) => tab.locator('[data-neon-requests]');

/** How far a page reaches beyond its window when its text is twice as large: to the side, and its notice above it. */
function beyondWindow(tab: Page): Promise<readonly number[]> {
  return tab.evaluate<number[]>(`(() => {
    const root = document.documentElement;
    root.style.fontSize = '200%';
    const notices = [...document.body.children].flatMap(({ shadowRoot }) => [
      ...(shadowRoot?.querySelectorAll('p') ?? []),
    ]);
    const tops = notices.map((one) => one.getBoundingClientRect().top);
    const beyond = [root.scrollWidth - root.clientWidth, Math.max(0, -Math.min(...tops))];
    root.style.fontSize = '';
    return beyond;
  })()`);
}

describe('the language of the drop-in', () => {
  const sites = useTwoSites('localhost');
  let page: CallingPage;
  let bank: Bank;
  let alias: string;
  let login: string;
  before(async () => {
    bank = await Bank.open(sites, { push: true });
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

  for (const texts of [pseudo, mirrored]) {
    it(`is said in whole by the drop-in: nothing in English, cut off or out of its box in ${texts.lang}`, async () => {
      const { page: tab } = page;
      await replaceFrench(tab, 'lib/simple-neon-lib.js', texts);
      await tab.setViewportSize({ width: 360, height: 740 });
      await tab.reload();
      await page.construct([{ alias, useIframe: false }]);
      const dir = texts.dir ?? 'ltr';
      await tab.evaluate(`Object.assign(document.documentElement, { lang: 'fr', dir: '${dir}' })`);
      const ending = page.outcome(getOtp, { login });
      const dialog = tab.locator('neon-pin-prompt').getByRole('dialog');
      assert.equal(await dialog.getByRole('heading').textContent(), texts.enterPin?.digits);
      assert.deepEqual(await textFaults(tab), []);
      await tab.keyboard.press('Escape');
      assert.equal((await ending).error?.message, texts.errors?.USER_CANCELLED);

      await page.result((neon) => neon.initOnline());
      const asking = nodeClient(sites.service.url, bank.site);
      sites.finally(async () => asking.close());
      const refused = asking.getRemoteOtpByPush(login).catch((error: { code: string }) => error);
      const [answer, deny] = [0, 1].map((index) => notice(tab).getByRole('button').nth(index));
      await answer!.waitFor();
      assert.deepEqual(await textFaults(tab), []);
      assert.deepEqual(await beyondWindow(tab), [0, 0]);
      await answer!.click();
      await notice(tab).getByRole('textbox').waitFor();
      await answer!.click();
      assert.deepEqual(await textFaults(tab), []);
      assert.deepEqual(await beyondWindow(tab), [0, 0]);
      await deny!.click();
      assert.equal(((await refused) as { code: string }).code, 'PUSH_DENIED');

      const stranger = bank.newLogin();
      const other = await bank.elsewhere(stranger);
      const requested = nextRequest(other);
      const denied = page.refusal(ask, { login: stranger });
      await tab.getByText(texts.push!.numberShown!).waitFor();
      assert.deepEqual(await textFaults(tab), []);
      assert.deepEqual(await beyondWindow(tab), [0, 0]);
      await other.answerPush((await requested).pid, { approve: false });
      assert.equal(await denied, 'PUSH_DENIED');
    });
  }
});
