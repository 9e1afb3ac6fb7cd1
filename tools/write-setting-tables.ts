/**
 * Writes the tables of settings into docs/operate.md: `npm run docs:settings`.
 * @module
 */
import { readFile, writeFile } from 'node:fs/promises';
import { settingsPage, withSettingTables } from './setting-tables.js';

await writeFile(settingsPage, withSettingTables(await readFile(settingsPage, 'utf8')));
