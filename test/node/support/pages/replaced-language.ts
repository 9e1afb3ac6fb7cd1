/**
 * Another language in place of French, for scripts that know the hashes of their languages: in a pseudo-language, texts
 * that are not translated, are cut off or grow out of their box can be found.
 * @module
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import type { Messages } from '../../../../components/messages/messages.js';

const root = join(import.meta.dirname, '../../../../..');
const audit = join(root, 'test/support/pages/text-audit.mjs');

/**
 * Gives a page these texts for French, from its next loading on.
 * @param script path of the bundle that loads them, below `dist/`.
 */
export async function replaceFrench(page: Page, script: string, texts: Messages): Promise<void> {
  const json = JSON.stringify({ ...texts, lang: 'fr' });
  const digest = createHash('sha256').update(json).digest('base64');
  const code = await readFile(join(root, 'dist', script), 'utf8');
  const entry = /(fr:\{path:"[^"]*",integrity:"sha256-)[^"]*/;
  const body = code.replace(entry, `$1${digest}`);
  await page.route(`**/${basename(script)}`, (route) =>
    route.fulfill({ body, contentType: 'text/javascript; charset=utf-8' }),
  );
  await page.route('**/kit/*/languages/fr.*.json', (route) =>
    route.fulfill({ body: json, headers: { 'access-control-allow-origin': '*' } }),
  );
}

/** The faults of the texts that a document shows now. */
export async function textFaults(document: Page | Frame): Promise<string[]> {
  await document.evaluate(await readFile(audit, 'utf8'));
  return document.evaluate<string[]>('auditTexts()');
}
