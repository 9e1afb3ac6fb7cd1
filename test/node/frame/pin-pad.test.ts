/** The dialog of the frame, on the page around it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { pin } from '../../support/clients/pins.js';
import { complaintsOf } from '../support/pages/page-complaints.js';
import { PinPad, useFrames } from './support/frames.js';

/** A page with the elements, in a frame; `head` has further metadata. */
const elementsPage = (
  at: { service: string; alias: string },
  head = '',
  body = '',
) => `<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Harbour Bank</title>${head}
<link rel="icon" href="data:,">
<neon-provider iframe service="${at.service}" alias="${at.alias}">
  <main><h1>Harbour Bank</h1><neon-activate></neon-activate><neon-otp login="ada"></neon-otp>${body}</main>
</neon-provider>
<script type="module" src="/dist/neon-all-elements.js"></script>
</html>`;

const focused = (page: Page) =>
  page.evaluate(`(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.textContent?.trim() || at?.localName;
  })()`);

describe("the frame's PIN pad", () => {
  const frames = useFrames();

  /** A page on which the person has begun to set the browser up. */
  async function asked(options: object = {}, head = '') {
    const site = await frames.site();
    const page = await (await frames.profile(options)).newPage();
    const complaints = complaintsOf(page);
    frames.bank.pages.set('/', elementsPage(frames.at(site), head));
    await page.goto(site.origin);
    await page.getByLabel('Activation code').fill(await frames.service.issueCode(site, 'ada'));
    await page.getByRole('button', { name: 'Set up this browser' }).click();
    const pad = new PinPad(page);
    await pad.focused();
    return { site, page, pad, complaints };
  }

  it('is cancelled by its button and by Escape, and returns the focus', async () => {
    const { page, pad, complaints } = await asked();
    const button = page.getByRole('button', { name: 'Set up this browser' });
    assert.equal(await focused(page), 'iframe');
    assert.equal(await page.frames()[1]!.evaluate('document.hasFocus()'), true);
    await pad.dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.locator('iframe').waitFor({ state: 'hidden' });
    await button.waitFor();
    assert.equal(await focused(page), 'Set up this browser');
    // No error is shown.
    assert.equal(await page.locator('neon-activate').getByRole('alert').textContent(), '');

    for (const key of ['Escape', 'Escape']) {
      await button.press('Enter');
      await pad.dialog.getByLabel('New PIN').waitFor();
      await page.keyboard.press(key);
      await page.locator('iframe').waitFor({ state: 'hidden' });
      await button.waitFor();
      assert.equal(await focused(page), 'Set up this browser');
    }
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('is cancelled when the page closes the dialog around it, and opens where none can be modal', async () => {
    const { page, pad } = await asked();
    await page.evaluate("document.querySelector('dialog:has(iframe)').close()");
    await page.locator('iframe').waitFor({ state: 'hidden' });
    await page.evaluate(`HTMLDialogElement.prototype.showModal = () => {
      throw new DOMException('made to fail', 'InvalidStateError');
    }`);
    // The person can begin again, and the code is still valid.
    await page.getByRole('button', { name: 'Set up this browser' }).click();
    await pad.choose();
    await page.getByText('This browser is set up for ada.').waitFor();
    await page.context().close();
  });

  it('takes the focus back at the first Escape outside it, and closes at the second', async () => {
    const { page, pad } = await asked();
    const outside = () =>
      page.evaluate(
        'document.activeElement.blur(); window.focus(); document.activeElement.localName',
      );
    await outside();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.locator('iframe').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Set up this browser' }).click();
    await pad.dialog.getByLabel('New PIN').waitFor();
    await page.context().close();
  });

  it('leaves no event to the page, and none of a key that is held down', async () => {
    const { page, complaints } = await asked();
    await page.evaluate(`
      globalThis.heard = [];
      const types = ['keydown', 'keypress', 'keyup', 'pointerdown', 'click', 'focusin'];
      for (const type of [...types, 'focusout', 'cancel', 'close']) {
        document.addEventListener(type, ({ target }) => {
          // Its own button gets the focus back.
          const isOfPage = target.closest?.('main') && type.startsWith('focus');
          if (!isOfPage) heard.push(type);
        }, true);
      }`);
    const heard = () => page.evaluate('globalThis.heard');
    // The focus leaves the frame, and comes back at Escape.
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('Escape');
    assert.equal(await focused(page), 'iframe');
    await page.keyboard.down('Escape');
    await page.locator('iframe').waitFor({ state: 'hidden' });
    assert.equal(await focused(page), 'Set up this browser');
    for (let times = 0; times < 3; times++) await page.keyboard.down('Escape');
    await page.keyboard.up('Escape');
    assert.deepEqual(await heard(), []);
    // Pressed again, the key is for the page.
    await page.keyboard.press('Escape');
    assert.deepEqual(await heard(), ['keydown', 'keyup']);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('works by keyboard alone', async () => {
    const { page, pad, complaints } = await asked();
    await page.keyboard.type(pin);
    await page.keyboard.press('Tab');
    await page.keyboard.type(pin);
    await page.keyboard.press('Enter');
    await page.getByText('This browser is set up for ada.').waitFor();
    await page.locator('iframe').waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: /Get a/ }).press('Enter');
    await pad.focused();
    // The focus cycles within the frame.
    const seen = new Set<unknown>();
    for (let step = 0; step < 8; step++) {
      await page.keyboard.press('Tab');
      seen.add(await focused(page));
    }
    assert.ok(!seen.has('Set up this browser') && !seen.has('button'), [...seen].join());
    await pad.dialog.getByLabel('PIN', { exact: true }).focus();
    await page.keyboard.type('000000');
    await page.keyboard.press('Enter');
    await pad.dialog.getByRole('alert').filter({ hasText: 'One wrong PIN' }).waitFor();
    await page.keyboard.type(pin);
    await page.keyboard.press('Enter');
    await page.locator('neon-otp [part=code]').filter({ hasText: /\d{8}/ }).waitFor();
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('leaves nothing visible or clickable, whatever the styles of the page', async () => {
    const site = await frames.site();
    const styles = 'dialog,iframe{display:flex;opacity:.2;border:9px solid red}body{margin:0}';
    const style = '<link rel="stylesheet" href="/page.css">';
    frames.bank.pages.set('/page.css', styles);
    frames.bank.pages.set('/', elementsPage(frames.at(site), style));
    const page = await (await frames.profile()).newPage();
    await page.goto(site.origin);
    const before = await page.locator('main').boundingBox();
    await page.locator('iframe').waitFor({ state: 'attached' });
    await page.getByLabel('Activation code').fill(await frames.service.issueCode(site, 'ada'));
    const button = page.getByRole('button', { name: 'Set up this browser' });
    await button.click();
    const pad = new PinPad(page);
    await pad.dialog.getByLabel('New PIN').waitFor();
    assert.deepEqual(await page.locator('main').boundingBox(), before);
    await page.keyboard.press('Escape');
    await page.locator('iframe').waitFor({ state: 'hidden' });
    assert.deepEqual(await page.locator('main').boundingBox(), before);
    assert.equal(await page.evaluate('scrollX + scrollY'), 0);
    await page.context().close();
  });

  const looks = {
    light: { colorScheme: 'light' },
    dark: { colorScheme: 'dark' },
    narrow: { colorScheme: 'light', viewport: { width: 320, height: 480 } },
    'at twice the size': {
      colorScheme: 'dark',
      viewport: { width: 640, height: 360 },
      deviceScaleFactor: 2,
    },
    'with movements': { colorScheme: 'light', reducedMotion: 'no-preference' },
    'dark, on a page that knows only light': { colorScheme: 'dark' },
    'dark, on a page that says nothing': { colorScheme: 'dark' },
  } as const;

  /** `color-scheme` of the pages. */
  const schemes: Readonly<Partial<Record<keyof typeof looks, string>>> = {
    'dark, on a page that knows only light': '<meta name="color-scheme" content="light">',
    'dark, on a page that says nothing': '',
  };

  it('follows the color scheme of the page, whatever the person prefers', async () => {
    const { page, pad } = await asked({ colorScheme: 'dark' }, '');
    const inkNow = () =>
      page
        .frames()[1]!
        .evaluate(
          "getComputedStyle(document.querySelector('neon-pin-prompt').shadowRoot.querySelector('dialog')).color",
        );
    const ink = await inkNow();
    await page.keyboard.press('Escape');
    await page.locator('iframe').waitFor({ state: 'hidden' });
    await page.evaluate("document.documentElement.style.colorScheme = 'dark'");
    await page.getByRole('button', { name: 'Set up this browser' }).click();
    await pad.focused();
    assert.notEqual(await inkNow(), ink);
    await page.context().close();
  });

  for (const [look, options] of Object.entries(looks)) {
    it(`is accessible and covers no more than its own area: ${look}`, async () => {
      const both = '<meta name="color-scheme" content="light dark">';
      const head = schemes[look as keyof typeof looks] ?? both;
      const { page, pad } = await asked({ ...options, bypassCSP: true }, head);
      await page
        .frames()[1]!
        .evaluate('Promise.all(document.getAnimations().map((one) => one.finished))');
      const { violations } = await new AxeBuilder({ page }).include('dialog:has(iframe)').analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        [],
      );
      const box = (await pad.dialog.boundingBox())!;
      const { width, height } = page.viewportSize()!;
      assert.ok(box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
      assert.ok(box.height <= height, JSON.stringify(box));
      // The frame is transparent beside the dialog, so its corner shows the page.
      const shot = (clip: object) =>
        page.screenshot({ clip: { x: 0, y: 0, width: 8, height: 8, ...clip } });
      const dir = process.env['SCREENSHOTS'];
      if (dir) await page.screenshot({ path: `${dir}/${look.replaceAll(/\W+/g, '-')}.png` });
      const corner = await shot({});
      await page.evaluate("document.documentElement.style.background = 'rgb(0, 128, 0)'");
      assert.ok(!corner.equals(await shot({})), 'opaque');
      await page.context().close();
    });
  }
});
