/**
 * Checks docs/errors.md against the existing codes.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const root = join(import.meta.dirname, '../../..');
const read = (path: string) => readFile(join(root, path), 'utf8');

/** Codes of a union of string literals in errors.ts. */
function codesOf(source: string, union: string): string[] {
  const text = new RegExp(`export type ${union} =([^;]*);`).exec(source)![1]!;
  return Array.from(text.matchAll(/'([A-Z_]+)'/g), (match) => match[1]!).sort();
}

/** Rows of the table below a heading: cells of each. */
function rowsBelow(guide: string, heading: string): string[][] {
  const section = guide.slice(guide.indexOf(`## ${heading}`)).split('\n## ')[0]!;
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.slice(1, -1).split('|'))
    .map((cells) => cells.map((cell) => cell.trim()));
}

describe('the list of error codes', () => {
  for (const [union, heading, least] of [
    ['DocumentedCode', 'Documented codes', 25],
    ['OwnCode', 'Own codes', 21],
  ] as const) {
    it(`explains cause and remedy of each of the ${heading.toLowerCase()}`, async () => {
      const rows = rowsBelow(await read('docs/errors.md'), heading);
      const named = rows.map(([code]) => code!.replaceAll('`', ''));
      const codes = new Set(named);
      assert.deepEqual([...codes].sort(), codesOf(await read('src/errors.ts'), union));
      assert.ok(codes.size >= least, String(codes.size));
      for (const cells of rows) {
        assert.equal(cells.length, 4);
        assert.ok(
          cells.every((cell) => cell.length > 3),
          cells.join(),
        );
      }
    });
  }

  it('has the codes that administrators and relying parties can be refused with', async () => {
    const guide = await read('docs/errors.md');
    const refusals = codesOf(await read('src/service/domain/refusal.ts'), 'RefusalCode');
    const missing = refusals.filter((code) => !guide.includes(`\`${code}\``));
    assert.deepEqual(missing, []);
  });
});
