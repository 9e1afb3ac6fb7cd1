/**
 * The surroundings in which stories are photographed and checked.
 * @module
 */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

/** The script that {@link surround} needs in the page; every page of the gallery has it. */
export const arrangeScript = fileURLToPath(
  new URL('../../../tools/gallery/arrange-page.mjs', import.meta.url),
);

/** The surroundings that a page can give a story. */
export interface Surrounding {
  /** Width of the page in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
  readonly forcedColors?: boolean;
  /** Size of the page's text, in per cent of the browser's. */
  readonly textSize?: number;
  /** A BCP 47 tag; English without one. */
  readonly lang?: string;
}

const phone = { width: 360, height: 720 };

/** Each by the name that its pictures get. */
export const surroundings: Readonly<Record<string, Surrounding>> = {
  light: phone,
  dark: { ...phone, dark: true },
  wide: { width: 1024, height: 720 },
  'forced-light': { ...phone, forcedColors: true },
  'forced-dark': { ...phone, forcedColors: true, dark: true },
  'text-200': { ...phone, height: 1440, textSize: 200 },
  de: { ...phone, lang: 'de' },
  ar: { ...phone, lang: 'ar' },
  ja: { ...phone, lang: 'ja' },
};

/** Pseudo-languages, of `test/support/elements/pseudo-language.ts`, on a phone. */
export const pseudoLanguages: readonly Surrounding[] = [
  { ...phone, lang: 'en-XA' },
  { ...phone, lang: 'ar-XB' },
];

/** Puts what a page shows into other surroundings, without a reload. */
export async function surround(page: Page, surrounding: Surrounding): Promise<void> {
  const { width, height, dark, forcedColors, textSize = 100, lang = 'en' } = surrounding;
  await page.setViewportSize({ width, height });
  await page.emulateMedia({
    colorScheme: dark ? 'dark' : 'light',
    forcedColors: forcedColors ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
  await page.evaluate(`arrangePage(${JSON.stringify({ textSize, lang })})`);
}

/** How many pixels a page is wider than its window; 0 where nothing has to be scrolled sideways. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
}
