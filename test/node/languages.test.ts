/**
 * The languages that come with the kit: complete, with the values of the English texts and the plurals of their own.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { languageLoaders } from '../../components/languages/language-loaders.js';
import { en } from '../../components/messages/en-all.js';
import type { Messages } from '../../components/messages/messages.js';

const folder = join(import.meta.dirname, '../../components/languages');

/** Counts that can occur select these categories; larger ones are said with `other`. */
const counts = Array.from({ length: 1_001 }, (_, count) => count);

/** The longest text of a button or a label, as a multiple of the English one, beyond a few characters. */
const [longest, spare] = [2.2, 16];

type Text = string | Readonly<Record<string, string>>;

const isPlural = (value: object): boolean => 'other' in value && typeof value.other === 'string';

/** All texts by their path, such as `errors.NO_PASSWORD`; a plural is one text. */
function textsOf(value: unknown, path = ''): [string, Text][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || !value) return [];
  if (isPlural(value)) return [[path, value as Readonly<Record<string, string>>]];
  return Object.entries(value).flatMap(([name, one]) =>
    textsOf(one, path ? `${path}.${name}` : name),
  );
}

const formsOf = (text: Text): readonly string[] =>
  typeof text === 'string' ? [text] : Object.values(text);

const namesIn = (text: Text): readonly string[] =>
  [...new Set(formsOf(text).flatMap((form) => form.match(/\{\w*\}?/g) ?? []))].sort();

const english = new Map(textsOf({ ...en, lang: undefined, dir: undefined }));

/** Texts that may be the same in both languages: names, and values without words. */
const same = new Set(['age', 'secondsLeft', 'helps.none', 'bioKey.instead.none']);

describe('languages', async () => {
  const files = (await readdir(folder)).filter((file) => /^[a-z-]+\.js$/.test(file));
  const tags = files
    .map((file) => file.replace('.js', ''))
    .filter((tag) => !tag.includes('loaders'));

  it('are loaded by their tags, from a file each', () => {
    assert.deepEqual(Object.keys(languageLoaders).sort(), tags.sort());
  });

  it('show numbers and dates as the words have them, whatever the language of the browser', async () => {
    const module = import.meta.resolve('../../components/messages/language.js');
    const script = `
      import { Language } from ${JSON.stringify(module)};
      const said = [
        ['', []],
        ['en-GB', []],
        ['fr', []],
        ['fr', [{ lang: 'fr', at: '{count} le {when}' }]],
        ['zz', [{ lang: 'zz', at: '{count} zz {when}' }]],
      ].map(([lang, offered]) => {
        const { at } = new Language(lang, offered).sentences({ at: '{count} at {when}' });
        return at({ count: 1234.5, when: new Date(Date.UTC(2026, 10, 30, 14, 5)) });
      });
      console.log(JSON.stringify(said));
    `;
    const env = { ...process.env, LC_ALL: 'de_DE.UTF-8', TZ: 'UTC' };
    const args = ['--input-type=module', '--eval', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    const plain = (JSON.parse(stdout) as string[]).map((text) =>
      text.replace(/[\u2066-\u2069]/g, '').replace(/[\u00a0\u202f]/g, ' '),
    );
    assert.deepEqual(plain, [
      '1,234.5 at Nov 30, 2026, 2:05 PM',
      '1,234.5 at 30 Nov 2026, 14:05',
      '1,234.5 at Nov 30, 2026, 2:05 PM',
      '1 234,5 le 30 nov. 2026, 14:05',
      '1,234.5 zz Nov 30, 2026, 2:05 PM',
    ]);
  });

  for (const tag of tags) {
    describe(tag, async () => {
      const language: Messages = await languageLoaders[tag]!();
      const texts = new Map(textsOf({ ...language, lang: undefined, dir: undefined }));

      it('has its tag, and is data that JSON can hold', () => {
        assert.equal(language.lang, tag);
        assert.equal(language.complete, true);
        assert.deepEqual(JSON.parse(JSON.stringify(language)), language);
      });

      it('has each text of English, and no other', () => {
        assert.deepEqual([...texts.keys()].sort(), [...english.keys()].sort());
      });

      it('has the values of the English text in each', () => {
        for (const [path, text] of texts) {
          const names = namesIn(english.get(path) ?? '');
          assert.deepEqual(
            namesIn(text).filter((name) => !names.includes(name)),
            [],
            path,
          );
          // Where one is meant, the number may be a word.
          const needed = names.filter((name) => name !== '{count}');
          for (const form of formsOf(text)) {
            assert.deepEqual(
              needed.filter((name) => !form.includes(name)),
              [],
              `${path}: ${form}`,
            );
          }
        }
      });

      it('has the plural forms of its counts, and only where English counts', () => {
        const rules = new Intl.PluralRules(tag);
        const categories = [...new Set(counts.map((count) => rules.select(count)))];
        for (const [path, text] of texts) {
          const isCounted = typeof english.get(path) !== 'string';
          assert.equal(typeof text !== 'string', isCounted, path);
          if (typeof text === 'string') continue;
          const expected = [...new Set([...categories, 'other'])].sort();
          assert.deepEqual(Object.keys(text).sort(), expected, path);
        }
      });

      it('says a number in each form that stands for several', () => {
        const rules = new Intl.PluralRules(tag);
        for (const [path, text] of texts) {
          if (typeof text === 'string' || !namesIn(text).includes('{count}')) continue;
          for (const [category, form] of Object.entries(text)) {
            const meant = counts.filter((count) => count && rules.select(count) === category);
            if (meant.length > 1) assert.ok(form.includes('{count}'), `${path}: ${form}`);
          }
        }
      });

      it('says nothing empty, in English, or too long for its place', () => {
        for (const [path, text] of texts) {
          const original = english.get(path)!;
          const last = path.split('.').slice(path.startsWith('push.') ? 1 : 0);
          const [wanted, said] = [formsOf(original).at(-1)!, formsOf(text).at(-1)!];
          assert.equal(said === '', wanted === '', path);
          if (said === wanted) assert.ok(isSame(last.join('.'), said), `${path}: ${said}`);
          assert.ok(said.length <= wanted.length * longest + spare, `${path}: ${said}`);
          assert.equal(said, said.trim(), path);
        }
      });
    });
  }
});

/** A word that languages share, such as PIN, is short and has no verb. */
function isSame(path: string, said: string): boolean {
  return same.has(path) || shared.has(said);
}

const shared = new Set(['PIN', 'Password', 'Account']);
