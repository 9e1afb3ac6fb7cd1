/**
 * The tables of settings and keys in docs/operate.md, which are written from the settings and keys themselves.
 * @module
 */
import { describeKeyTable } from '../src/service/domain/keys/key-table.js';
import { describeProcessSettings } from '../src/service/node/process-settings.js';
import { serviceSettings } from '../src/service/settings/service-settings.js';
import { describeSettings } from '../src/service/settings/setting-table.js';
import { siteSettings } from '../src/service/settings/site-settings.js';

/** The page, from the root of the project. */
export const settingsPage = 'docs/operate.md';

/** By the name in the comments that enclose the table. */
const tables: Readonly<Record<string, string>> = {
  process: describeProcessSettings(),
  service: describeSettings(serviceSettings),
  site: describeSettings(siteSettings),
  keys: describeKeyTable(),
};

/**
 * Puts the tables into the text of the page.
 * @throws {Error} when the comments that enclose a table are missing.
 */
export function withSettingTables(page: string): string {
  return Object.entries(tables).reduce((text, [name, table]) => {
    const begin = `<!-- settings:${name} (npm run docs:settings writes this table) -->\n`;
    const end = `\n<!-- /settings:${name} -->`;
    const [before, rest, ...more] = text.split(begin);
    const at = rest?.indexOf(end) ?? -1;
    if (at < 0 || more.length) throw new Error(`the table of settings:${name} is not in the page`);
    return `${before}${begin}${table}${rest!.slice(at)}`;
  }, page);
}
