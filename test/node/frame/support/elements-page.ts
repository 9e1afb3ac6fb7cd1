/**
 * A page of the bank's with elements, whose provider keeps the keys in the frame.
 * @module
 */
import type { BrowserContext, Page } from 'playwright-core';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { complaintsOf } from '../../support/pages/page-complaints.js';
import { PinPad, type ClientAt, type Frames } from './frames.js';

const everyday =
  '<neon-activate></neon-activate><neon-login-list></neon-login-list><neon-otp login="ada"></neon-otp>';

const html = (at: ClientAt, elements: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Harbour Bank</title>
<link rel="icon" href="data:,">
<neon-provider iframe service="${at.service}" alias="${at.alias}">
  <main><h1>Harbour Bank</h1>
    ${elements}</main>
</neon-provider>
<script type="module" src="/dist/neon-all-elements.js"></script>
<script type="module" src="/client.js"></script>
</html>`;

/** The page, and the person who uses it. */
export class ElementsPage {
  readonly page: Page;
  readonly complaints: readonly string[];
  /** The frame's own dialog. */
  readonly pad: PinPad;
  readonly #frames: Frames;
  readonly #site: TestSite;

  private constructor(frames: Frames, site: TestSite, page: Page) {
    this.#frames = frames;
    this.#site = site;
    this.page = page;
    this.complaints = complaintsOf(page);
    this.pad = new PinPad(page);
  }

  /** Opens it in a new tab; scripts of tests find the provider's client there under `client`. */
  static async open(
    frames: Frames,
    context: BrowserContext,
    site: TestSite,
    elements = everyday,
  ): Promise<ElementsPage> {
    frames.bank.pages.set('/', html(frames.at(site), elements));
    const page = await context.newPage();
    const opened = new ElementsPage(frames, site, page);
    await page.goto(site.origin);
    await page.evaluate(
      "globalThis.client = document.querySelector('neon-provider').client; undefined",
    );
    return opened;
  }

  /** Types an activation code for ada; resolves with it. */
  async submitCode(): Promise<string> {
    const code = await this.#frames.service.issueCode(this.#site, 'ada');
    await this.page.getByLabel('Activation code').fill(code);
    await this.page.getByRole('button', { name: 'Set up this browser' }).click();
    return code;
  }

  /** Sets the browser up for ada. */
  async setUp(answer: () => Promise<void>): Promise<void> {
    await this.submitCode();
    await answer();
    await this.page.getByText('This browser is set up for ada.').waitFor();
  }

  /** The one-time password that is shown. */
  async shownOtp(): Promise<string> {
    const code = this.page.locator('neon-otp [part=code]').filter({ hasText: /\d{8}/ });
    return (await code.textContent())!.replaceAll(/\D/g, '');
  }
}
