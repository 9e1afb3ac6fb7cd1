/**
 * What is documented of an element is what it has: parts, slots, states, status.
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const components = join(import.meta.dirname, '../../../components');
const tags = (await readdir(components)).filter((name) => name.startsWith('neon-'));

/** Shared files that bring parts with them. */
const shared = ['notes.js', 'dialog-controller.js'];

/** The source of an element, and of the shared files whose templates it shows. */
async function sources(tag: string): Promise<{ own: string; templates: string }> {
  const own = await readFile(join(components, tag, `${tag}.ts`), 'utf8');
  const used = shared.filter((file) => own.includes(`internal/${file}'`));
  const texts = used.map((file) =>
    readFile(join(components, 'internal', file.replace('.js', '.ts')), 'utf8'),
  );
  return { own, templates: [own, ...(await Promise.all(texts))].join('\n') };
}

function found(text: string, pattern: RegExp): string[] {
  return [...new Set(Array.from(text.matchAll(pattern), (match) => match[1] ?? ''))].sort();
}

describe('the documentation of the elements', () => {
  it('covers several elements', () => assert.ok(tags.length >= 5));

  for (const tag of tags) {
    it(`names each part, slot and state of <${tag}>, and no other`, async () => {
      const { own, templates } = await sources(tag);
      assert.deepEqual(
        found(own, /@csspart ([\w-]+)/g),
        found(templates, /\bpart="([\w-]+)"/g),
        'parts',
      );
      assert.deepEqual(
        found(own, /@slot(?: ([\w]+))? - /g),
        found(own, /<slot(?:\s+name="(\w+)")?/g),
        'slots',
      );
      const states = found(own, /@cssstate (\w+)/g);
      const shown = /showState\([^[]*\[([^\]]*)\]/.exec(own)?.[1] ?? '';
      assert.deepEqual(states, found(shown, /'(\w+)'/g), 'states');
    });

    it(`says of each property of <${tag}> that the styles of it read`, async () => {
      const { own } = await sources(tag);
      const styles = await readFile(join(components, tag, `${tag}.styles.ts`), 'utf8');
      const read = found(styles, /var\((--neon-[\w-]+)/g);
      const documented = found(own, new RegExp(`@cssprop \\[(--${tag}[\\w-]*)`, 'g'));
      assert.deepEqual(documented, read);
    });

    it(`says how stable <${tag}> is`, async () => {
      const { own } = await sources(tag);
      assert.match(own, /@status (stable|experimental)\n/);
    });
  }
});
