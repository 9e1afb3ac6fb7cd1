/**
 * The number of a push, which pages that were written for the documented library have no place for.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { NeonClient } from '../../../src/client/client.js';
import { pin } from '../../support/clients/pins.js';
import { Bank, modes } from './support/bank.js';
import type { Call, CallingPage } from './support/calling-page.js';
import { nextRequest } from './support/next-request.js';
import { useTwoSites } from './support/two-sites.js';

const ask: Call = (neon, { login }) => neon.getRemoteOtpByPush(login!);

/** The values of all attributes of the page and of its elements' shadow trees. */
const attributeValues = `[...document.querySelectorAll('*')]
  .flatMap((host) => [host, ...(host.shadowRoot?.querySelectorAll('*') ?? [])])
  .flatMap(({ attributes }) => Array.from(attributes, ({ value }) => value))`;

for (const [mode, useIframe] of modes) {
  describe(`the number of a push ${mode}`, () => {
    const sites = useTwoSites('localhost');
    let bank: Bank;
    let page: CallingPage;
    before(async () => {
      bank = await Bank.open(sites, { push: true });
      page = await bank.visit(useIframe, {
        body: '<h1>Harbour Bank</h1><dialog aria-label="of the page"><button>Close</button></dialog>',
      });
    });
    after(() => page.page.context().close());

    /** Somebody with another browser. */
    async function somebody(): Promise<{ login: string; other: NeonClient }> {
      const login = bank.newLogin();
      return { login, other: await bank.elsewhere(login) };
    }

    it('stands in the page where the browser opens no popover', async () => {
      const { login, other } = await somebody();
      const requested = nextRequest(other);
      await page.page.evaluate(
        "globalThis.opens = HTMLElement.prototype.showPopover; HTMLElement.prototype.showPopover = () => { throw new DOMException('made to fail', 'InvalidStateError'); }",
      );
      const refused = page.refusal(ask, { login });
      await page.page.getByText('Open this site in a browser').waitFor();
      await page.page.evaluate('HTMLElement.prototype.showPopover = globalThis.opens');
      await other.answerPush((await requested).pid, { approve: false });
      assert.equal(await refused, 'PUSH_DENIED');
    });

    it('appears in an existing live region above dialogs, and disappears with the call', async () => {
      const { login, other } = await somebody();
      const notice = page.page.getByRole('status');
      assert.equal(await notice.count(), 0);
      sites.service.proxy.plan('/btt/v1/push', 'hold');
      const requested = nextRequest(other);
      const refused = page.refusal(ask, { login });
      await sites.service.proxy.held();
      assert.equal(await notice.textContent(), '');
      await page.page.evaluate("document.querySelector('dialog').showModal()");
      sites.service.proxy.release();

      const number = notice.filter({ hasText: /^\d{3} \d{3}(\d ){6}Open this site in a browser/ });
      await number.waitFor();
      const isAbove = await notice.evaluate((element) =>
        (element as unknown as { matches(selector: string): boolean }).matches(':popover-open'),
      );
      assert.equal(isAbove, true);
      // Tools that record pages often hide texts only.
      const [digits] = /^\d{3} \d{3}/.exec((await number.textContent())!)!;
      const attributes = await page.page.evaluate<string[]>(attributeValues);
      assert.ok(attributes.includes('status'));
      const secret = digits.replace(' ', '');
      assert.ok(!attributes.some((value) => value.replace(/\W/g, '').includes(secret)));
      await page.page.evaluate("document.querySelector('dialog').close()");
      const { violations } = await new AxeBuilder({ page: page.page }).analyze();
      assert.deepEqual(
        violations.map(({ id }) => id),
        [],
      );

      await other.answerPush((await requested).pid, { approve: false });
      assert.equal(await refused, 'PUSH_DENIED');
      assert.equal(await notice.count(), 0);
    });

    it('is passed to the page’s own callback, and then not shown', async () => {
      const { login, other } = await somebody();
      const call: Call = (_, { login, alias, mode, notes }) => {
        const { Neon } = globalThis as unknown as {
          Neon: { Neon: new (options: object) => never };
        };
        const onNumber = (number: string, expiresAt: number) => {
          notes.push({ number, left: expiresAt - Date.now() });
          throw new RangeError('of the page');
        };
        const own = new Neon.Neon({ alias, useIframe: mode === 'with the frame', onNumber });
        return (own as Parameters<Call>[0]).getRemoteOtpByPush(login!);
      };
      const requested = nextRequest(other);
      const thrown = page.page.waitForEvent('pageerror');
      const otp = page.result(call, { login, alias: bank.site.alias, mode });
      // What the page does with it is the page's: the call goes on.
      assert.match(String(await thrown), /of the page/);
      assert.equal(await page.page.getByRole('status').count(), 0);
      const [{ number, left }] = (await page.notes()) as [{ number: string; left: number }];
      assert.ok(left > 100_000 && left <= 120_000, String(left));
      await other.answerPush((await requested).pid, { approve: true, number, pin });
      assert.equal(await bank.accepts(login, await otp), true);
    });
  });
}
