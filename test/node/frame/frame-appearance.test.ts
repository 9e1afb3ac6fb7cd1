/** The language and the colours of the frame's dialog: those of the page around it. Texts come from files at the service. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { fr } from '../../../components/languages/fr.js';
import { kitColors, mutedPart } from '../../../components/entries/frame-colors.js';
import { en } from '../../../components/messages/en.js';
import { readColors } from '../../../src/browser/frame/page-colors.js';
import { pin } from '../../support/clients/pins.js';
import { mirrored, pseudo } from '../../support/elements/pseudo-language.js';
import { complaintsOf } from '../support/pages/page-complaints.js';
import { replaceFrench, textFaults } from '../support/pages/replaced-language.js';
import { greyContrast, greyPairs, mixedGrey } from './support/grey-contrast.js';
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

describe("the language and the colours of the frame's dialog", () => {
  const frames = useFrames();

  async function shown(lang: string, prepare?: (page: Page) => Promise<unknown>) {
    const site = await frames.site();
    const context = await frames.profile();
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    await prepare?.(page);
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

  describe('the language', () => {
    it('is English where the file has another hash than the script', async () => {
      const { page, pad } = await shown('fr', (tab) =>
        tab.route(files, (route) =>
          route.fulfill({
            json: { lang: 'fr', choosePin: { digits: 'Changed' } },
            headers: { 'access-control-allow-origin': '*' },
          }),
        ),
      );
      assert.equal(await title(pad), en.choosePin.digits);
      // The words are marked, since the document is French.
      assert.equal(await pad.dialog.getByRole('heading').locator('[lang=en]').count(), 1);
      await page.context().close();
    });

    it('is English where the file cannot be loaded', async () => {
      const { page, pad } = await shown('fr', (tab) => tab.route(files, (route) => route.abort()));
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

    for (const texts of [pseudo, mirrored]) {
      it(`is said in whole: nothing in English, cut off or out of its box in ${texts.lang}`, async () => {
        const { page, pad, complaints } = await shown('fr', async (tab) => {
          await tab.setViewportSize({ width: 360, height: 740 });
          await replaceFrench(tab, 'frame/frame.js', texts);
        });
        const frame = page.frames()[1]!;
        assert.equal(await title(pad), texts.choosePin?.digits);
        const dir = texts.dir ?? 'ltr';
        assert.equal(await pad.frame.locator('html').getAttribute('dir'), dir);
        assert.deepEqual(await textFaults(frame), []);
        // The rule that the new PIN broke.
        await pad.dialog.locator('input').first().fill('111111');
        await page.keyboard.press('Enter');
        await pad.dialog.locator('[aria-invalid=true]').first().waitFor();
        assert.deepEqual(await textFaults(frame), []);
        await pad.dialog.locator('input').nth(0).fill(pin);
        await pad.dialog.locator('input').nth(1).fill(pin);
        await page.keyboard.press('Enter');
        await page.locator('iframe').waitFor({ state: 'hidden' });
        assert.deepEqual(complaints, []);
        await page.context().close();
      });
    }
  });

  describe('the colours', () => {
    /** Colours of the primary button, of the dialog and of a refusal. */
    const paintedIn = `(() => {
      const { shadowRoot } = document.querySelector('neon-pin-prompt');
      const of = (part) => getComputedStyle(shadowRoot.querySelector(\`[part~=\${part}]\`));
      const [button, dialog] = [of('button'), of('dialog')];
      return [button.backgroundColor, button.color, dialog.backgroundColor, dialog.color, of('message').color].join(' ');
    })()`;
    const paintOf = (page: Page) => page.frames()[1]!.evaluate<string>(paintedIn);

    /** Waits for these colours. Playwright's own wait would evaluate text later on, which the frame's policy forbids. */
    const painted = (page: Page, colours: string) =>
      page.frames()[1]!.evaluate(`new Promise((resolve) => {
        const look = () => (${paintedIn} === '${colours}' ? resolve() : requestAnimationFrame(look));
        look();
      })`);

    /** Gives the page colours, and a color scheme. */
    const theme = (
      page: Page,
      [accent, onAccent, surface, text]: readonly string[],
      scheme = 'light dark',
    ) =>
      page.evaluate(
        `document.documentElement.style.cssText = 'color-scheme:${scheme};--neon-color-accent:${accent};--neon-color-on-accent:${onAccent};--neon-color-surface:${surface};--neon-color-text:${text}'`,
      );
    const none = ['', '', '', ''] as const;

    it('are those of the page, without pairs in which the dialog cannot be read', async () => {
      const { page, pad, complaints } = await shown('en');
      const own = await paintOf(page);
      const refused = [
        // Neither the question nor a refusal could be read.
        ['#0b6b4f', '#0b6b4f', '#ffffff', '#fefefe'],
        // A refusal could not be read.
        ['#ffff00', '#000000', '#b3261e', '#ffffff'],
        // The text could be read, but not the hints and the login, which are paler.
        ['#0b6b4f', '#0b6b4f', '#ffffff', '#424242'],
        // Not opaque, and no colour at all.
        ['#0b6b4f80', '#ffffff', 'no-colour', '#000000'],
      ];
      for (const colours of refused) {
        await theme(page, colours);
        await again(page, pad);
        assert.equal(await paintOf(page), own, colours.join(' '));
      }
      // Colours of the page that change slowly are what they will be.
      await page.evaluate(`(() => {
        const slow = new CSSStyleSheet();
        slow.replaceSync('* { transition: color 10s !important }');
        document.adoptedStyleSheets = [slow];
      })()`);
      await theme(page, ['light-dark(#0b6b4f, #7fdcb8)', '#fff', '#fbfaf5', 'rgb(10 20 30)']);
      await again(page, pad);
      assert.equal(
        await paintOf(page),
        'rgb(11, 107, 79) rgb(255, 255, 255) rgb(251, 250, 245) rgb(10, 20, 30) rgb(179, 38, 30)',
      );
      await theme(page, none);
      await again(page, pad);
      assert.equal(await paintOf(page), own);
      assert.deepEqual(complaints, []);
      await page.context().close();
    });

    it('are judged as they are drawn, whatever words the color scheme of the page has', async () => {
      const { page, pad, complaints } = await shown('en');
      const dark = ['#a3bffa', '#0d1a3a', '#20242c', '#edf0f5'];
      const light = ['#1d4ed8', '#ffffff', '#fbfaf5', '#131a26'];
      const drawn = async (colours: readonly string[], scheme: string) => {
        await theme(page, colours, scheme);
        await again(page, pad);
        return paintOf(page);
      };
      const kitLight = await drawn(none, 'light');
      const kitDark = await drawn(none, 'dark');
      assert.notEqual(kitLight, kitDark);
      // Browsers pass over words that they do not know.
      assert.equal(await drawn(dark, 'darkish'), kitLight);
      assert.equal(await drawn(light, 'lightish dark'), kitDark);
      assert.equal(await drawn(light, 'only dark'), kitDark);
      const darkPage = await drawn(dark, 'lightish dark');
      assert.match(darkPage, /rgb\(32, 36, 44\) rgb\(237, 240, 245\) rgb\(255, 180, 171\)$/);

      // The person's preference changes while the dialog is open.
      assert.notEqual(await drawn(light, 'light dark'), kitDark);
      await page.emulateMedia({ colorScheme: 'dark' });
      await painted(page, kitDark);
      await theme(page, dark, 'light dark');
      await again(page, pad);
      assert.equal(await paintOf(page), darkPage);
      await page.emulateMedia({ colorScheme: 'light' });
      await painted(page, kitLight);
      assert.deepEqual(complaints, []);
      await page.context().close();
    });

    it('show the border of a field wherever the hints can be read', async () => {
      // Greys whose hints have just enough contrast (4.5 : 1) on white.
      const { page, pad, complaints } = await shown('en');
      await theme(page, ['#0b6b4f', '#ffffff', '#ffffff', '#414141']);
      await again(page, pad);
      const seen = await page
        .frames()[1]!
        .evaluate<string>(
          "getComputedStyle(document.querySelector('neon-pin-prompt').shadowRoot.querySelector('input')).borderTopColor",
        );
      assert.match(seen, /^color\(srgb 0\.2549\d* 0\.2549\d* 0\.2549\d* \/ 0\.\d+\)$/);
      const part = Number(/\/ (.*)\)$/.exec(seen)![1]);
      // WCAG 2.2, 1.4.11.
      const contrasts = greyPairs.map(([text, surface]) => [
        greyContrast(mixedGrey(text, surface, mutedPart), surface),
        greyContrast(mixedGrey(text, surface, part), surface),
      ]);
      const readable = contrasts.filter(([hint]) => hint! >= 4.5);
      assert.ok(readable.length > 9_000, String(readable.length));
      assert.ok(Math.min(...readable.map(([, border]) => border!)) >= 3);
      assert.deepEqual(complaints, []);
      await page.context().close();
    });

    it('cannot carry any other style', () => {
      const values = [
        'red',
        '#fff',
        '#0B6B4F',
        '#0b6b4f80',
        '#0b6b4f;x:y',
        'var(--x)',
        'url(a)',
        '',
        7,
        null,
      ];
      for (const value of values) {
        assert.throws(
          () => readColors({ surface: value }, '$'),
          { path: '$.surface' },
          String(value),
        );
      }
      assert.throws(() => readColors('#0b6b4f', '$'), { path: '$' });
      const { accent, text } = readColors({ accent: '#0b6b4f', font: 'serif' }, '$');
      assert.deepEqual([accent, text], ['#0b6b4f', undefined]);
    });

    it('of the kit are those of the elements', async () => {
      const file = new URL(
        '../../../../components/internal/styles/host.styles.ts',
        import.meta.url,
      );
      const styles = await readFile(file, 'utf8');
      const long = styles.replaceAll('#fff,', '#ffffff,');
      const { light, dark } = kitColors;
      for (const name of ['accent', 'surface', 'error'] as const) {
        assert.ok(
          long.includes(`--neon-color-${name}, light-dark(${light[name]}, ${dark[name]})`),
          name,
        );
      }
      const muted = `--neon-color-muted, color-mix(in srgb, var(--_text) ${100 * mutedPart}%, transparent)`;
      assert.ok(styles.includes(muted), muted);
    });
  });
});
