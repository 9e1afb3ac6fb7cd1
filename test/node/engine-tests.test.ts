/** The tests in other engines, as docs/integrate/browsers.md has them, compared with what runs there. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { filesFor, leftOut, selection } from '../../tools/engines/engine-tests.js';
import { rowsBelow } from './support/documents/tables.js';

const root = join(import.meta.dirname, '../../..');

describe('the tests in other engines', async () => {
  const guide = await readFile(join(root, 'docs/integrate/browsers.md'), 'utf8');
  const files = (await readdir(join(root, 'test'), { recursive: true }))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.test.ts') && !file.startsWith('node/'));

  it('leave out what the guide names, and nothing else', () => {
    const cell = (engines: readonly string[], engine: string) =>
      engines.includes(engine) ? 'not run' : 'run';
    const expected = leftOut.map(({ need, engines }) => [
      need,
      cell(engines, 'Firefox'),
      cell(engines, 'WebKitGTK'),
    ]);
    assert.deepEqual(rowsBelow(guide, 'Tests that do not run there'), expected);
  });

  it('name files that exist, and select none that is left out', () => {
    const named = [...selection, ...leftOut.flatMap((one) => one.files)];
    assert.deepEqual(
      named.filter((file) => !files.includes(`${file}.test.ts`)),
      [],
    );
    for (const engine of ['Firefox', 'WebKitGTK'] as const) {
      assert.deepEqual(filesFor(engine, selection), selection);
    }
  });

  it('change the size of the window only where the engine makes it as narrow', async () => {
    for (const file of filesFor(
      'WebKitGTK',
      files.map((name) => name.slice(0, -'.test.ts'.length)),
    )) {
      const source = await readFile(join(root, 'test', `${file}.test.ts`), 'utf8');
      assert.ok(!source.includes('setViewport('), file);
    }
  });

  it('ask for each feature that an engine lacks, where it changes what they expect', async () => {
    const sources = await Promise.all(
      files.map((file) => readFile(join(root, 'test', file), 'utf8')),
    );
    for (const [feature] of rowsBelow(guide, 'What an engine lacks')) {
      const asks = sources.some((source) => source.includes(`engineHas('${feature}')`));
      assert.ok(asks, `no test asks for ${feature}`);
    }
  });
});
