/**
 * A person at the documented sample page, or at one with the same controls.
 * @module
 */
import type { BrowserContext, ConsoleMessage, Locator, Page } from 'playwright-core';
import { complaintsOf } from '../../support/pages/page-complaints.js';

/** Operates it as a person does. */
export class SamplePage {
  readonly page: Page;
  /** Errors of the page's scripts. */
  readonly complaints: string[];

  private constructor(page: Page) {
    this.page = page;
    this.complaints = complaintsOf(page);
  }

  /** Opens the page in a new tab, and waits for what it shows once it has been initialised. */
  static async open(context: BrowserContext, url: string): Promise<SamplePage> {
    const sample = new SamplePage(await context.newPage());
    await sample.page.goto(url);
    return sample;
  }

  /** The logins that the page lists. */
  get logins(): Locator {
    return this.page.locator('#logins');
  }

  /** Submits the code; one of the next two methods answers the prompt. */
  async submitCode(code: string, tokenName = 'Laptop'): Promise<void> {
    const form = this.page.locator('form', { has: this.page.locator('input[name=code]') });
    await form.locator('input[name=code]').fill(code);
    await form.locator('input[name=tokenName]').fill(tokenName);
    await form.locator('input[type=button]').click();
  }

  /** Runs an action that is refused; resolves with the error that the page logs. */
  async refusal(act: () => Promise<void>): Promise<{ errCode: string; message: string }> {
    const isAlone = (entry: ConsoleMessage) => entry.type() === 'log' && entry.args().length === 1;
    const [entry] = await Promise.all([this.page.waitForEvent('console', isAlone), act()]);
    return entry.args()[0]!.evaluate(({ errCode, message }) => ({ errCode, message }));
  }

  /** Whether one of the fields for PINs is shown. */
  async asksForPin(): Promise<boolean> {
    const fields = this.page.locator('#activateAskForPinInput, #activateDefinePinInput1');
    return (await fields.filter({ visible: true }).count()) > 0;
  }

  async definePin(pin: string): Promise<void> {
    await this.page.locator('#activateDefinePinInput1').fill(pin);
    await this.page.locator('#activateDefinePinInput2').fill(pin);
    await this.page.locator('#activateDefinePinButton').click();
  }

  async enterPin(pin: string): Promise<void> {
    await this.page.locator('#activateAskForPinInput').fill(pin);
    await this.page.locator('#activateAskForPinButton').click();
  }

  async activated(login: string): Promise<void> {
    await this.page.locator('#activateResult', { hasText: `success for ${login}` }).waitFor();
  }

  /** Requests a one-time password, and answers the prompt; resolves with the password. */
  async otp(login: string, pin: string): Promise<string> {
    const form = this.page.locator('form', { has: this.page.locator('input[name=login]') });
    await form.locator('input[name=login]').fill(login);
    await form.locator('input[type=button]').click();
    await this.page.locator('#getOnlineOtpAskForPinInput').fill(pin);
    await this.page.locator('#getOnlineOtpAskForPinButton').click();
    const result = this.page.locator('#getOnlineOtpResult', { hasText: /\d/ });
    return (await result.textContent())!.trim();
  }
}
