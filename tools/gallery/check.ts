/**
 * Checks the built gallery: every story and page renders, every play function passes, axe has no findings, the console has no
 * errors or warnings, no other host is contacted, and the elements show and do what the custom elements manifest says.
 * Stories are played wide and light. In the state that they end in, axe reads them once more narrow and dark, and their
 * texts are audited in pseudo-languages: none untranslated, cut off or wider than its box.
 *
 * `--only <text>` selects ids that contain the text, and the toolbar by its name, `--screenshots <folder>` stores pictures.
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
import { pseudoLanguages, surround, surroundings } from './surroundings.js';
import { toolbarFaults, toolbarStory } from './toolbar.js';

const folder = fileURLToPath(new URL('../../gallery', import.meta.url));

/** Motion is reduced, since Storybook waits for animations to end, and drawing them costs. */
const options: BrowserContextOptions = { reducedMotion: 'reduce' };

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

/** Opens the gallery, its pages of documentation, and the toolbar; once, since the frame around stories is Storybook's own. */
async function readAll(browser: Browser, url: string): Promise<void> {
  const page = await GalleryPage.open(browser, url, options, sightings);
  judge('the gallery', await page.visit());
  for (const id of await readIds('docs', values.only)) judge(id, await page.read(id));
  if (!'toolbar'.includes(values.only)) return;
  await page.play(toolbarStory);
  judge('the toolbar', await toolbarFaults(page.page));
}

/** Plays stories one after the other. */
async function playAll(browser: Browser, url: string, ids: readonly string[]): Promise<void> {
  const gallery = await GalleryPage.open(browser, url, options, sightings);
  for (const id of ids) judge(id, await play(gallery, id));
}

/** Plays a story, and looks at the state that it ends in; resolves with its faults. */
async function play(gallery: GalleryPage, id: string): Promise<string[]> {
  const { page } = gallery;
  const faults = await gallery.play(id);
  await photograph(gallery, `${id}.wide`);
  // A story that has failed may have left the page.
  if (faults.length) return faults;
  await surround(page, surroundings['dark']!);
  await photograph(gallery, `${id}.dark`);
  faults.push(...(await gallery.readAgain(id)));
  for (const language of pseudoLanguages) {
    await surround(page, language);
    const found = await gallery.auditTexts();
    faults.push(...found.map((fault) => `${language.lang}: ${fault}`));
  }
  await surround(page, surroundings['wide']!);
  return faults;
}

async function photograph(gallery: GalleryPage, name: string): Promise<void> {
  if (values.screenshots) await gallery.screenshot(join(values.screenshots, `${name}.png`));
}

if (values.screenshots) await mkdir(values.screenshots, { recursive: true });
const stories = await readIds('story', values.only);
const middle = Math.ceil(stories.length / 2);
const server = await serveFolder(folder);
const browser = await openChromium();
try {
  await Promise.all([
    readAll(browser, server.url),
    playAll(browser, server.url, stories.slice(middle)),
    playAll(browser, server.url, stories.slice(0, middle)),
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
