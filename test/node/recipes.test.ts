/**
 * The recipes of CONTRIBUTING.md, held to the sources: the files that name the example of a recipe are those that it
 * lists.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { root } from './support/documents/examples.js';

/** What is held true of a recipe. */
interface Rule {
  /** Folders in which no other file names the example. */
  readonly within: readonly string[];
  /** The most files of these folders that the recipe may list. */
  readonly most: number;
}

/** By the end of the recipe's heading, `Add …`. */
const rules: Readonly<Record<string, Rule>> = {
  'an operation': { within: ['src'], most: 6 },
  'an element': { within: ['components'], most: 7 },
  'a setting': { within: ['src'], most: 3 },
  'an error code': { within: ['src', 'components'], most: 8 },
  'a column': { within: ['src'], most: 6 },
  'a door': { within: ['src/service'], most: 8 },
  'a language': { within: ['components'], most: 2 },
};

/** Each has every text, as the recipe for a language says. */
const translations = 'components/languages/';

/** One recipe. */
interface Recipe {
  /** Names that the example has in the code. */
  readonly names: readonly string[];
  readonly files: readonly string[];
}

/** Recipes by the ends of their headings. */
function recipesIn(guide: string): Map<string, Recipe> {
  const sections = guide.split(/^### Add /m).slice(1);
  return new Map(
    sections.map((section) => {
      const [title = ''] = section.split('\n', 1);
      const [, example = ''] = /^Example: (.*)$/m.exec(section) ?? [];
      const names = Array.from(example.matchAll(/`([^`]+)`/g), (match) => match[1]!);
      const files = Array.from(section.matchAll(/^\| `([^`]+)` \|/gm), (match) => match[1]!);
      return [title, { names, files }];
    }),
  );
}

/** Whether a text has a name as a whole word: `seal` is not in `sealed`, nor `neon-seal` in `neon-seal-data`. */
function isNamedIn(text: string, name: string): boolean {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`).test(text);
}

/** Files below a folder that name one of these. */
async function filesNaming(names: readonly string[], folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(join(root, folder), { recursive: true })) {
    if (!/\.(?:ts|css|mdx)$/.test(entry)) continue;
    const text = await readFile(join(root, folder, entry), 'utf8');
    if (names.some((name) => isNamedIn(`${entry}\n${text}`, name))) {
      found.push(`${folder}/${entry}`);
    }
  }
  return found;
}

describe('the recipe for', () => {
  let recipes: Map<string, Recipe>;

  before(async () => {
    recipes = recipesIn(await readFile(join(root, 'CONTRIBUTING.md'), 'utf8'));
  });

  it('each of these is there, and no other', () => {
    assert.deepEqual([...recipes.keys()], Object.keys(rules));
  });

  for (const [title, { within, most }] of Object.entries(rules)) {
    describe(title, () => {
      const isWithin = (file: string) => within.some((folder) => file.startsWith(`${folder}/`));

      it('lists files that there are, and each has to do with its example', async () => {
        const { names, files } = recipes.get(title)!;
        assert.ok(names.length > 0);
        for (const file of files) {
          assert.ok(existsSync(join(root, file)), file);
          const text = `${file}\n${await readFile(join(root, file), 'utf8')}`;
          assert.ok(
            names.some((name) => isNamedIn(text, name)),
            file,
          );
        }
      });

      it(`lists every file that names its example, ${most} at most`, async () => {
        const { names, files } = recipes.get(title)!;
        const naming = (await Promise.all(within.map((folder) => filesNaming(names, folder))))
          .flat()
          .filter((file) => title === 'a language' || !file.startsWith(translations));
        assert.deepEqual(files.filter(isWithin).toSorted(), naming.toSorted());
        assert.ok(naming.length <= most, String(naming.length));
      });
    });
  }
});
