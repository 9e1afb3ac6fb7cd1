/**
 * Checks docs/errors.md against the existing codes.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { codesOf, errorCodes } from './support/documents/error-codes.js';
import { root } from './support/documents/examples.js';
import { rowsBelow } from './support/documents/tables.js';

const read = (path: string) => readFile(join(root, path), 'utf8');

describe('the list of error codes', () => {
  for (const [union, heading, least] of [
    ['DocumentedCode', 'Documented codes', 25],
    ['OwnCode', 'Own codes', 21],
  ] as const) {
    it(`explains cause and remedy of each of the ${heading.toLowerCase()}`, async () => {
      const rows = rowsBelow(await read('docs/errors.md'), heading);
      const named = rows.map(([code]) => code!.replaceAll('`', ''));
      const codes = new Set(named);
      assert.deepEqual([...codes].sort(), await errorCodes(union));
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
    const refusals = await codesOf('src/service/domain/refusal.ts', ['RefusalCode']);
    const missing = refusals.filter((code) => !guide.includes(`\`${code}\``));
    assert.deepEqual(missing, []);
  });
});
