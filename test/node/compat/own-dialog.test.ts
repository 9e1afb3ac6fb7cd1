/**
 * Where a page has no prompt function, or may not ask, a dialog of the kit does: on the page, or inside the frame.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FrameLocator, Page } from 'playwright-core';
import { pin, otherPin, wrongPin } from '../../support/clients/pins.js';
import { Bank, modes } from './support/bank.js';
import type { Call, CallingPage } from './support/calling-page.js';
import { useTwoSites } from './support/two-sites.js';

/** A person at the dialog, wherever it is. */
class Dialog {
  readonly #in: Page | FrameLocator;
  readonly #page: Page;

  constructor({ page }: CallingPage, useIframe: boolean) {
    this.#page = page;
    this.#in = useIframe ? page.frameLocator('iframe') : page;
  }

  get #fields() {
    return this.#in.getByRole('dialog').locator('[part=input]');
  }

  /** Types into each field, once the dialog asks with that many. */
  async answer(...values: readonly string[]): Promise<void> {
    await this.#fields.nth(values.length - 1).waitFor();
    for (const [at, value] of values.entries()) await this.#fields.nth(at).fill(value);
    await this.#page.keyboard.press('Enter');
  }

  async says(text: string): Promise<void> {
    await this.#in.getByRole('alert').filter({ hasText: text }).waitFor();
  }

  async escape(): Promise<void> {
    await this.#fields.first().waitFor();
    await this.#page.keyboard.press('Escape');
  }

  async isClosed(): Promise<boolean> {
    await this.#in.locator('neon-pin-prompt dialog').waitFor({ state: 'hidden' });
    return !(await this.#page.locator('dialog[open]').count());
  }
}

const otp: Call = (neon, { login }) => neon.getOnlineOtp(login!);
const otpWithPin: Call = (neon, { login, pin }) => neon.getOnlineOtpWithPin(login!, pin);

for (const [mode, useIframe] of modes) {
  describe(`the dialog of the kit ${mode}`, () => {
    const sites = useTwoSites();
    let bank: Bank;
    let page: CallingPage;
    let dialog: Dialog;
    let login: string;
    before(async () => {
      bank = await Bank.open(sites);
      page = await bank.visit(useIframe);
      dialog = new Dialog(page, useIframe);
      login = await bank.enrol(page);
    });
    after(() => page.page.context().close());

    it('keeps what is typed in it from the page', async () => {
      await page.page.evaluate(`
        globalThis.heard = [];
        for (const type of ['keydown', 'keyup', 'click', 'cancel', 'close']) {
          document.addEventListener(type, () => heard.push(type), true);
        }`);
      const refused = page.refusal(otp, { login });
      await dialog.answer(wrongPin);
      await dialog.says('4');
      await dialog.escape();
      assert.equal(await refused, 'USER_CANCELLED');
      assert.equal(await dialog.isClosed(), true);
      assert.deepEqual(await page.page.evaluate('globalThis.heard'), []);
      assert.equal(await bank.accepts(login, await page.result(otpWithPin, { login, pin })), true);
    });

    it('is closed by Escape, which costs no try', async () => {
      for (const call of [otp, ((neon) => neon.changePin('person-1')) satisfies Call]) {
        const refused = page.refusal(call, { login });
        await dialog.escape();
        assert.equal(await refused, 'USER_CANCELLED');
        assert.equal(await dialog.isClosed(), true);
      }
      const code = await bank.code(bank.newLogin());
      const given = { code, pin };
      const refused = page.refusal((neon, { code }) => neon.activate(code!), given);
      await dialog.escape();
      assert.equal(await refused, 'USER_CANCELLED');
      await page.result((neon, { code, pin }) => neon.activateWithPin(code!, pin), given);
      assert.equal((await bank.user(login)).pin_total, 0);
    });

    it('asks again after a wrong PIN', async () => {
      const result = page.result(otp, { login });
      await dialog.answer(wrongPin);
      await dialog.says('4');
      await dialog.answer(pin);
      assert.equal(await bank.accepts(login, await result), true);
      assert.equal(await dialog.isClosed(), true);
    });

    it('asks for a PIN that a call could have been given and was not', async () => {
      const calls: readonly Call[] = [
        (neon, { login }) => neon.getOnlineOtpWithPin(login!),
        (neon, { login }) => neon.getOnlineOtpWithPin(login!, null),
      ];
      for (const call of calls) {
        const result = page.result(call, { login });
        await dialog.answer(pin);
        assert.equal(await bank.accepts(login, await result), true);
      }
    });

    it('asks for the PIN before a BioKey is set', async () => {
      const call: Call = (neon, { login }) => neon.setBioKey(login!, '0123456789');
      const result = page.result(call, { login });
      await dialog.answer(pin);
      assert.equal(await result, undefined);
      assert.equal((await bank.tokens(login))[0]!.bio_had, 1);
    });

    it('stands in for a prompt that the page does not have, and for no other', async () => {
      const person = bank.newLogin();
      const call: Call = (neon, { code }) => neon.activate(code!, 'x', () => 'not asked for');
      const defined = page.result(call, { code: await bank.code(person) });
      await dialog.answer(pin, pin);
      assert.equal(await defined, person);

      const elsewhere = await bank.visit(useIframe);
      const other: Call = (neon, { code }) =>
        neon.activate(code!, 'x', undefined, () => 'not asked for');
      const asked = elsewhere.result(other, { code: await bank.code(person) });
      await new Dialog(elsewhere, useIframe).answer(pin);
      assert.equal(await asked, person);
      await elsewhere.page.context().close();
    });

    it('asks for the old PIN and the new one', async () => {
      const person = await bank.enrol(page);
      const result = page.result((neon, { person }) => neon.changePin(person!), { person });
      await dialog.answer(pin);
      await dialog.answer(otherPin, otherPin);
      await result;
      const call: Call = (neon, { person, otherPin }) =>
        neon.getOnlineOtpWithPin(person!, otherPin);
      assert.equal(await bank.accepts(person, await page.result(call, { person, otherPin })), true);
    });

    it('shows one prompt at a time', async () => {
      const otps = Promise.all([page.result(otp, { login }), page.result(otp, { login })]);
      await dialog.answer(pin);
      await dialog.answer(pin);
      for (const value of await otps) assert.equal(await bank.accepts(login, value), true);
    });
  });
}

describe('a site whose pages may not ask for PINs', () => {
  const sites = useTwoSites();
  let bank: Bank;
  let page: CallingPage;
  let dialog: Dialog;
  let login: string;
  before(async () => {
    bank = await Bank.open(sites);
    const path = `/sites/${bank.site.alias}`;
    assert.equal((await sites.service.admin.patch(path, { hostPin: false })).status, 200);
    page = await bank.visit(true);
    dialog = new Dialog(page, true);
    login = bank.newLogin();
  });
  after(() => page.page.context().close());

  it('takes no PIN and no BioKey from them, which costs no try', async () => {
    const code = await bank.code(login);
    const given = { code, pin, login };
    const withPin: Call = (neon, { code, pin }) => neon.activateWithPin(code!, pin);
    assert.equal(await page.refusal(withPin, given), 'ORIGIN_NOT_ALLOWED');

    // The frame itself asks, and none of the page's functions.
    const activate: Call = (neon, { code, notes }) => {
      const called = () => {
        notes.push('called');
        return '';
      };
      return neon.activate(code!, 'x', called, called);
    };
    const activated = page.result(activate, given);
    await dialog.answer(pin, pin);
    assert.equal(await activated, login);
    assert.deepEqual(await page.notes(), []);

    const refused: Readonly<Record<string, readonly [string, Call]>> = {
      otp: ['ORIGIN_NOT_ALLOWED', (neon, { login, pin }) => neon.getOnlineOtpWithPin(login!, pin)],
      jwt: [
        'ORIGIN_NOT_ALLOWED',
        (neon, { login, pin }) => neon.getAccessTokenWithPin(login!, pin),
      ],
      seal: [
        'ORIGIN_NOT_ALLOWED',
        (neon, { login, pin }) => neon.sealDataWithPin(login!, pin, 'data'),
      ],
      change: [
        'ORIGIN_NOT_ALLOWED',
        (neon, { login, pin }) => neon.changePin(login!, pin, '739164'),
      ],
      bio: [
        'BIO_KEY_NOT_ALLOWED',
        (neon, { login, pin }) => neon.setBioKey(login!, '0123456789', () => pin!),
      ],
    };
    for (const [what, [errCode, call]] of Object.entries(refused)) {
      assert.equal(await page.refusal(call, given), errCode, what);
    }
    const [token] = await bank.tokens(login);
    assert.deepEqual([(await bank.user(login)).pin_total, token!.bio_had], [0, 0]);
  });

  it('has the frame ask in place of the page', async () => {
    const call: Call = (neon, { login, notes }) =>
      neon.getOnlineOtp(login!, () => {
        notes.push('called');
        return '';
      });
    const result = page.result(call, { login });
    await dialog.answer(wrongPin);
    await dialog.says('4');
    await dialog.answer(pin);
    assert.equal(await bank.accepts(login, await result), true);
    assert.deepEqual(await page.notes(), []);
  });
});
