/**
 * A person at the demo's front page.
 * @module
 */
import type { BrowserContext, Locator, Page, Route } from 'playwright-core';
import { pin } from '../../../support/clients/pins.js';

/** The default customer of the page. */
export const ada = 'ada.lovelace';

/** Operates the page as a person does, by roles, labels and parts. */
export class Visitor {
  readonly page: Page;
  /** Errors of the console and of scripts, and violations of the policy, in words. */
  readonly complaints: string[] = [];
  #taken: Promise<string> | undefined;
  #release: (() => Promise<void>) | undefined;

  constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(message.text());
    });
  }

  /** Opens the bank's front page in a new tab and waits until the accounts have been read. */
  static async arrive(profile: BrowserContext, url: string): Promise<Visitor> {
    const visitor = new Visitor(await profile.newPage());
    await visitor.page.goto(url);
    const accounts = { name: /^Account(?:s in this browser)?$/ };
    await visitor.page.getByRole('group', accounts).first().waitFor();
    return visitor;
  }

  /** A tab in which another page of the bank is opened. */
  static async at(profile: BrowserContext, url: string): Promise<Visitor> {
    const visitor = new Visitor(await profile.newPage());
    await visitor.page.goto(url);
    return visitor;
  }

  /** Opens another page of the bank at the same address. */
  async open(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.page.url()).href);
  }

  get activation(): Locator {
    return this.page.locator('neon-activate');
  }

  get logins(): Locator {
    return this.page.locator('neon-login-list');
  }

  get otp(): Locator {
    return this.page.locator('neon-otp');
  }

  get dialog(): Locator {
    return this.page.locator('neon-pin-prompt').getByRole('dialog');
  }

  /** The sentence under an element that went wrong. */
  problem(within: Locator, text: string | RegExp): Locator {
    return within.getByRole('alert').filter({ hasText: text });
  }

  /** Step 1: the staff create a code, which is copied into step 2. */
  async takeCode(login = ada): Promise<string> {
    await this.page.getByLabel('Customer', { exact: true }).fill(login);
    await this.page.getByRole('button', { name: 'Create code' }).click();
    const code = this.page.getByRole('status', { name: /code for/ });
    const text = await code.filter({ hasText: /-/ }).textContent();
    await this.page.getByRole('button', { name: 'Use it in step 2' }).click();
    return text ?? '';
  }

  /** Step 2, up to the dialog that asks for a PIN. */
  async submitCode(code?: string): Promise<void> {
    const form = this.activation;
    if (code !== undefined) await form.getByLabel('Activation code').fill(code);
    await form.getByRole('button', { name: 'Set up this browser' }).click();
  }

  /** Answers the dialog that asks for a new PIN. */
  async choosePin(value = pin, again = value): Promise<void> {
    await this.dialog.getByLabel('New PIN').fill(value);
    await this.dialog.getByLabel('Repeat the PIN').fill(again);
    await this.dialog.getByRole('button', { name: 'Continue' }).click();
  }

  /** Answers the dialog that asks for the PIN. */
  async enterPin(value = pin): Promise<void> {
    await this.dialog.getByLabel('PIN', { exact: true }).fill(value);
    await this.page.keyboard.press('Enter');
  }

  /** Answers with a wrong PIN until the browser is blocked; each time the remaining tries are shown. */
  async guess(wrong: string): Promise<void> {
    for (const [count, left] of [
      ['One wrong PIN', '4'],
      ['2 wrong PINs', '3'],
      ['3 wrong PINs', '2'],
      ['4 wrong PINs', 'one'],
    ] as const) {
      await this.enterPin(wrong);
      await this.problem(this.dialog, `${count}. After ${left} more`).waitFor();
    }
    await this.enterPin(wrong);
  }

  async activated(login = ada): Promise<void> {
    await this.activation.getByText(`This browser is set up for ${login}.`).waitFor();
  }

  /** Steps 1 and 2 as a whole. */
  async setUp(login = ada): Promise<void> {
    await this.takeCode(login);
    await this.submitCode();
    await this.choosePin();
    await this.activated(login);
  }

  /** Waits until a login is selected: in the list, or in the element that signs in. */
  async chosen(login = ada): Promise<void> {
    const choice = this.logins.getByRole('radio', { name: login });
    const account = this.page.locator('neon-sign-in [part=account]').getByText(login);
    await choice.and(this.page.locator(':checked')).or(account).first().waitFor();
  }

  /** Presses the button for a one-time password. The front page sends it to the bank: then it is taken on its way. */
  async askForOtp(): Promise<void> {
    if (!(await this.page.locator('#login-form neon-sign-in').count())) {
      return this.otp.getByRole('button', { name: /Get a/ }).click();
    }
    await this.#release?.();
    await this.#hold();
    await this.#signIn.click();
  }

  /** The one-time password that is shown, or was taken on its way to the bank. */
  async shownOtp(): Promise<string> {
    if (this.#taken) return this.#taken;
    const code = this.otp.locator('[part=code]');
    return (await code.filter({ hasText: /\d{8}/ }).textContent()) ?? '';
  }

  /** The one-time password of step 3, before the bank gets it. */
  async getOtp(): Promise<string> {
    await this.askForOtp();
    await this.enterPin();
    return this.shownOtp();
  }

  /** Step 3: one press, and the PIN. */
  async signIn(value = pin): Promise<void> {
    await this.pressSignIn();
    await this.enterPin(value);
  }

  async pressSignIn(): Promise<void> {
    await this.#release?.();
    await this.#signIn.click();
  }

  /** All three steps. */
  async enter(login = ada): Promise<void> {
    await this.setUp(login);
    await this.signIn();
    await this.page.waitForURL(/\/account$/);
  }

  /** Lets the staff, on the front page, create a short code for the customer shown there. */
  async shortCode(button: string | RegExp): Promise<string> {
    await this.page.getByRole('button', { name: button }).click();
    const code = this.page.getByRole('status', { name: /^(?:Unlock|Reset) code for/ });
    return (await code.filter({ hasText: /\d/ }).textContent()) ?? '';
  }

  /** Presses a button that asks for the PIN, and gives it. */
  async confirm(button: string, value = pin): Promise<void> {
    await this.page.getByRole('button', { name: button, exact: true }).click();
    await this.enterPin(value);
  }

  get #signIn(): Locator {
    const form = this.page.locator('#login-form');
    return form.getByRole('button', { name: 'Sign in', exact: true });
  }

  /** Takes the next one-time password on its way; the answer lets the browser stay on its page. */
  async #hold(): Promise<void> {
    const { page } = this;
    const address = '**/login';
    let take!: (otp: string) => void;
    this.#taken = new Promise((resolve) => (take = resolve));
    const answer = async (route: Route) => {
      await route.fulfill({ status: 204 });
      await this.#release?.();
      take(new URLSearchParams(route.request().postData() ?? '').get('otp') ?? '');
    };
    this.#release = () => page.unroute(address, answer);
    await page.route(address, answer);
  }

  /** Who the bank says is signed in. */
  async signedInAs(): Promise<string | null> {
    return this.page.locator('[data-user]').getAttribute('data-user');
  }
}
