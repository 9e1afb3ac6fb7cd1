// Rollup plugin: writes each language as JSON into `dist/languages`, and into a bundle where it is and which hash it has.
// The service serves these files with the kit, below its version.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { isLanguage } from './bundle-sizes.mjs';

const source = resolve('build/components/languages');
const target = 'dist/languages';

/** The end of the module that the entries are written into. */
const table = '/components/entries/language-files.js';

export function languageFiles() {
  return {
    name: 'language-files',
    async load(id) {
      if (!id.endsWith(table)) return null;
      const modules = readdirSync(source).map((name) => `${source}/${name}`);
      const files = await Promise.all(modules.filter(isLanguage).map(written));
      return `export const languageFiles = ${JSON.stringify(Object.fromEntries(files))};`;
    },
  };
}

/** Writes a language, and tells its tag and its entry. */
async function written(module) {
  const [language] = Object.values(await import(pathToFileURL(module).href));
  const json = JSON.stringify(language);
  const digest = createHash('sha256').update(json).digest();
  const name = `${language.lang}.${digest.toString('hex').slice(0, 32)}.json`;
  mkdirSync(target, { recursive: true });
  writeFileSync(`${target}/${name}`, json);
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const path = `/kit/${version}/languages/${name}`;
  return [language.lang, { path, integrity: `sha256-${digest.toString('base64')}` }];
}
