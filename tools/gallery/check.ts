/**
 * Checks the built gallery: every story and page renders, every play function passes, axe has no findings, the console has no
 * errors or warnings, no other host is contacted, and the elements show and do what the custom elements manifest says.
 * Stories are played twice: wide and light, narrow and dark.
 *
 * `--only <text>` selects ids that contain the text, `--screenshots <folder>` stores pictures.
 * @module
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { openChromium } from '../../test/support/browsers/chromium.js';
import { readManifest } from '../manifest/manifest-file.js';
import { elementsOf } from '../manifest/manifest.js';
import { ElementSightings } from './element-sightings.js';
import { readIds } from './gallery-index.js';
import { GalleryPage } from './gallery-page.js';
import { serveFolder } from './serve-folder.js';

const folder = fileURLToPath(new URL('../../gallery', import.meta.url));

/** Contexts in which each story is shown. Motion is reduced, since Storybook waits for animations to end. */
const surroundings: Readonly<Record<string, BrowserContextOptions>> = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' },
  dark: { colorScheme: 'dark', viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' },
};

const { values } = parseArgs({
  options: { screenshots: { type: 'string' }, only: { type: 'string', default: '' } },
});

/** Counts a result, and prints its faults. */
const tally = { passed: 0, failed: 0 };
function judge(what: string, faults: readonly string[]): void {
  tally[faults.length ? 'failed' : 'passed']++;
  if (faults.length) console.log([`✖ ${what}`, ...faults].join('\n    '));
}

const sightings = new ElementSightings();

/** Opens the gallery, then its pages of documentation; once, since the frame around stories is Storybook's own. */
async function readAll(browser: Browser, url: string): Promise<void> {
  const page = await GalleryPage.open(browser, url, surroundings['light']!, sightings);
  judge('the gallery', await page.visit());
  for (const id of await readIds('docs', values.only)) judge(id, await page.read(id));
}

/** Plays all stories one after the other. */
async function playAll(browser: Browser, url: string, name: string): Promise<void> {
  const page = await GalleryPage.open(browser, url, surroundings[name]!, sightings);
  const picture = async (id: string): Promise<void> => {
    if (values.screenshots) await page.screenshot(join(values.screenshots, `${id}.${name}.png`));
  };
  for (const id of await readIds('story', values.only)) {
    judge(`${id}, ${name}`, await page.play(id));
    await picture(id);
  }
}

if (values.screenshots) await mkdir(values.screenshots, { recursive: true });
const server = await serveFolder(folder);
const browser = await openChromium();
try {
  await Promise.all([
    readAll(browser, server.url),
    playAll(browser, server.url, 'light'),
    playAll(browser, server.url, 'dark'),
  ]);
} finally {
  await browser.close();
  await server.close();
}
judge(
  'the custom elements manifest',
  sightings.faults(elementsOf(await readManifest()), values.only === ''),
);
console.log(`gallery: ${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed || !tally.passed ? 1 : 0;
