/**
 * The docblocks of the elements match their code: parts, slots, states, status, stories.
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const components = join(import.meta.dirname, '../../../components');
const tags = (await readdir(components)).filter((name) => name.startsWith('neon-'));
const stories = await readdir(join(components, '../stories'));

/** Shared files that bring parts and states with them, below `internal`. */
const shared = [
  'templates/action-button',
  'base/code-form-element',
  'templates/code-form',
  'base/dialog-controller',
  'templates/field-notes',
  'templates/help-link',
  'templates/session-notes',
];

/** The source of an element, with the other files of its folder and the shared files whose templates it shows. */
async function sources(tag: string): Promise<{ own: string; templates: string; styles: string }> {
  const files = await readdir(join(components, tag));
  const texts = await Promise.all(
    files.map((file) => readFile(join(components, tag, file), 'utf8')),
  );
  const own = texts[files.indexOf(`${tag}.ts`)]!;
  const internal = (file: string) => readFile(join(components, 'internal', `${file}.ts`), 'utf8');
  let templates = texts.join('\n');
  for (const file of shared) {
    if (importsShared(templates, file)) templates += await internal(file);
  }
  return { own, templates, styles: texts[files.indexOf(`${tag}.styles.ts`)] ?? '' };
}

function importsShared(text: string, file: string): boolean {
  return text.includes(`/${file.split('/')[1]}.js'`);
}

function found(text: string, pattern: RegExp): string[] {
  return [
    ...new Set(Array.from(text.matchAll(pattern), (match) => match[1] ?? match[2] ?? '')),
  ].sort();
}

describe('the documentation of the elements', () => {
  it('covers several elements', () => assert.ok(tags.length >= 13));

  it('documents each custom property that all elements read at their base', async () => {
    const base = await readFile(join(components, 'internal/base/neon-element.ts'), 'utf8');
    const host = await readFile(join(components, 'internal/styles/host.styles.ts'), 'utf8');
    const read = found(host, /var\((--neon-[\w-]+)/g);
    assert.ok(read.includes('--neon-color-accent'));
    assert.deepEqual(found(base, /@cssprop \[(--neon-[\w-]+)/g), read);
  });

  it('documents each custom property for those who write a theme', async () => {
    const page = await readFile(join(components, '../docs/integrate/styling.md'), 'utf8');
    const texts = await Promise.all(tags.map(async (tag) => (await sources(tag)).own));
    texts.push(await readFile(join(components, 'internal/base/neon-element.ts'), 'utf8'));
    const documented = found(texts.join('\n'), /@cssprop \[(--neon-[\w-]+)/g);
    assert.deepEqual(
      found(page, /^\| (.*?) \|/gm)
        .flatMap((cell) => found(cell, /`(--neon-[\w-]+)`/g))
        .sort(),
      documented,
    );
  });

  for (const tag of tags) {
    it(`names each part, slot and state of <${tag}>, and no other`, async () => {
      const { own, templates } = await sources(tag);
      assert.deepEqual(
        found(own, /@csspart ([\w-]+)/g),
        found(templates, /\bpart(?:="([\w-]+)"|: '([\w-]+)', )/g),
        'parts',
      );
      assert.deepEqual(
        found(own, /@slot(?: ([\w]+))? - /g),
        found(templates, /<slot(?:\s+name="(\w+)")?/g),
        'slots',
      );
      const states = found(own, /@cssstate (\w+)/g);
      const shown = /showState\([^[]*\[([^\]]*)\]/.exec(templates)?.[1] ?? '';
      assert.deepEqual(states, found(shown, /'(\w+)'/g), 'states');
    });

    it(`documents each property that the styles of <${tag}> read`, async () => {
      const { own, styles } = await sources(tag);
      const read = found(styles, /var\((--neon-[\w-]+)/g);
      const documented = found(own, new RegExp(`@cssprop \\[(--${tag}[\\w-]*)`, 'g'));
      assert.deepEqual(documented, read);
    });

    it(`shows <${tag}> in the gallery`, () => {
      assert.ok(stories.includes(`${tag}.stories.ts`));
    });

    it(`documents the status of <${tag}>`, async () => {
      const { own } = await sources(tag);
      assert.match(own, /@status (stable|experimental)\n/);
    });
  }
});
