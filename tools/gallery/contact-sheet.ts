/**
 * Many pictures on one.
 * @module
 */
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';

/** A picture with its caption. */
export interface Picture {
  readonly caption: string;
  readonly path: string;
}

/** How pictures are laid out: their width and columns, in CSS pixels. */
export interface SheetLayout {
  readonly columns: number;
  readonly width: number;
}

/** Writes a picture of pictures to `path`. */
export async function writeSheet(
  browser: Browser,
  path: string,
  pictures: readonly Picture[],
  { columns, width }: SheetLayout,
): Promise<void> {
  const figures = await Promise.all(pictures.map(figure));
  const gap = 8;
  const page = await browser.newPage({
    viewport: { width: columns * (width + gap) + gap, height: 400 },
  });
  await page.setContent(`<!doctype html><style>
    body { display: grid; grid-template-columns: repeat(${columns}, ${width}px); gap: ${gap}px; align-items: start;
      margin: ${gap}px; font: 11px/1.3 system-ui, sans-serif; background: #ccc }
    figure { margin: 0 }
    figcaption { overflow-wrap: anywhere }
    img { display: block; width: 100% }
  </style>${figures.join('')}`);
  await page.screenshot({ path, fullPage: true });
  await page.close();
}

async function figure({ caption, path }: Picture): Promise<string> {
  const data = (await readFile(path)).toString('base64');
  const text = caption.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<figure><figcaption>${text}</figcaption><img src="data:image/png;base64,${data}" alt=""></figure>`;
}
