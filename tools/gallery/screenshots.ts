/**
 * Photographs every story of the built gallery in every surrounding, into build/screenshots: a picture of each, and contact
 * sheets with many on one. Stories are played once, in English; what they show is then put into the other surroundings.
 *
 * `--only <text>` selects ids of stories that contain the text, `--in <name>` one surrounding.
 * @module
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openChromium } from '../../test/support/browsers/chromium.js';
import { writeSheet, type Picture } from './contact-sheet.js';
import { readIds } from './gallery-index.js';
import { GalleryPage } from './gallery-page.js';
import { serveFolder } from './serve-folder.js';
import { overflowOf, surround, surroundings } from './surroundings.js';

const galleryFolder = fileURLToPath(new URL('../../gallery', import.meta.url));
const folder = fileURLToPath(new URL('../../screenshots', import.meta.url));

/** Few enough for a sheet on which texts can be read. */
const perSheet = 24;
const layout = { columns: 8, width: 195 };

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, in: { type: 'string', default: '' } },
});
const chosen = Object.entries(surroundings).filter(([name]) => !values.in || name === values.in);
if (!chosen.length) throw new Error(`no surrounding is called ${values.in}`);
const pictures = new Map<string, Picture[]>(chosen.map(([name]) => [name, []]));

await mkdir(folder, { recursive: true });
const server = await serveFolder(galleryFolder);
const browser = await openChromium();
try {
  const gallery = await GalleryPage.open(browser, server.url, { reducedMotion: 'reduce' });
  for (const id of await readIds('story', values.only)) await photograph(gallery, id);
} finally {
  await browser.close();
  await server.close();
}
for (const [name, taken] of pictures) await writeSheets(name, taken);

async function photograph(gallery: GalleryPage, id: string): Promise<void> {
  const faults = await gallery.play(id);
  if (faults.length) console.log([`✖ ${id}`, ...faults].join('\n    '));
  for (const [name, surrounding] of chosen) {
    await surround(gallery.page, surrounding);
    const overflow = await overflowOf(gallery.page);
    if (overflow > 0) console.log(`✖ ${id}, ${name}: ${overflow} px wider than the window`);
    const path = join(folder, `${id}.${name}.png`);
    await gallery.screenshot(path);
    pictures.get(name)!.push({ caption: id, path });
  }
  await surround(gallery.page, surroundings['light']!);
}

async function writeSheets(name: string, taken: readonly Picture[]): Promise<void> {
  // A browser with many pictures behind it fails to take large ones.
  const browser = await openChromium();
  for (let first = 0; first < taken.length; first += perSheet) {
    const path = join(folder, `sheet-${name}-${first / perSheet + 1}.png`);
    await writeSheet(browser, path, taken.slice(first, first + perSheet), layout);
    console.log(path);
  }
  await browser.close();
}
