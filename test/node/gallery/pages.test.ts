/** The pages of the gallery show code of the applications in examples/, which `npm run examples:check` uses. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { it } from 'node:test';
import { root } from '../support/documents/examples.js';

it('the pages of the gallery show files of applications, and no code of their own', async () => {
  const shown: string[] = [];
  for await (const page of glob('stories/**/*.mdx', { cwd: root })) {
    const text = await readFile(join(root, page), 'utf8');
    assert.ok(!text.includes('```'), page);
    for (const [, path] of text.matchAll(/from '(\.[^']*)\?raw'/g)) {
      const file = join(root, dirname(page), path!);
      assert.ok(existsSync(file), `${page}: ${path}`);
      shown.push(relative(root, file).split('/', 2).join('/'));
    }
  }
  const expected = ['angular', 'plain', 'react', 'svelte', 'vue'].map((name) => `examples/${name}`);
  assert.deepEqual([...new Set(shown)].toSorted(), expected);
});
