/**
 * The npm package: contains what users can import or run, and nothing else.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { before, describe, it } from 'node:test';
import { packedFiles } from '../../tools/packed-package.js';

const root = join(import.meta.dirname, '../../..');
const read = (path: string) => readFile(join(root, path), 'utf8');

/** Paths in the package. */
let files: readonly string[];

before(async () => {
  files = await packedFiles();
});

/** All strings below a key, or below any. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

describe('the package', () => {
  it('contains what its entries name', async () => {
    const { exports, bin } = JSON.parse(await read('package.json')) as Record<string, unknown>;
    const named = textsIn([exports, bin]).map((path) => posix.normalize(path));
    assert.ok(named.length > 15);
    const isThere = (path: string) => {
      const [start, end] = path.split('*') as [string, string?];
      if (end === undefined) return files.includes(path);
      return files.some((file) => file.startsWith(start) && file.endsWith(end));
    };
    assert.deepEqual(
      named.filter((path) => !isThere(path)),
      [],
    );
  });

  it('contains what its files import, and the source maps that they name, with the sources', async () => {
    const missing: string[] = [];
    for (const file of files.filter((path) => /^(build|dist)\/.*\.(js|d\.ts)$/.test(path))) {
      const text = await read(file);
      const imported = text.matchAll(/\b(?:from|import)\s*\(?\s*["'](\.{1,2}\/[\w./-]+\.js)["']/g);
      for (const [, specifier] of imported) {
        const target = posix.join(posix.dirname(file), specifier!);
        const needed = file.endsWith('.d.ts') ? target.replace(/\.js$/, '.d.ts') : target;
        if (!files.includes(needed)) missing.push(`${file}: ${specifier}`);
      }
      for (const [, map] of text.matchAll(/^\/\/# sourceMappingURL=(.*)$/gm)) {
        if (!files.includes(posix.join(posix.dirname(file), map!))) missing.push(`${file}: map`);
      }
    }
    for (const file of files.filter((path) => path.endsWith('.map'))) {
      const { sources, sourcesContent } = JSON.parse(await read(file)) as Record<string, unknown[]>;
      const isWhole = sources?.length && sources.length === sourcesContent?.filter(Boolean).length;
      if (!isWhole) missing.push(`${file}: sources`);
    }
    assert.deepEqual(missing, []);
    for (const bundle of ['dist/neon.js', 'dist/frame/frame.js', 'dist/lib/simple-neon-lib.js'])
      assert.ok(files.includes(`${bundle}.map`), bundle);
  });

  it('contains what the service serves, without the demo and unbundled service files', () => {
    for (const path of [
      'dist/frame/frame.js',
      'dist/lib/simple-neon-lib.js',
      'dist/neon.js',
      'dist/integrity.json',
    ]) {
      assert.ok(files.includes(path), path);
    }
    const unused =
      /^(dist\/demo|build\/src\/service|build\/test|build\/tools|test|src)\/|^build\/.*\.map$/;
    assert.deepEqual(
      files.filter((path) => unused.test(path)),
      [],
    );
  });
});
