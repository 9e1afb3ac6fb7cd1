/**
 * Finds the text of the documentation of the product that the drop-in replaces. Its sample page is a test of the
 * drop-in; the text is not part of this repository.
 * @module
 */
import { existsSync, globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));
const name = 'original-documentation.txt';

/** Note that these tests were not run, and where to read how to run them. */
export const withoutOriginalDocumentation = `not run: the sample page of the original documentation, whose text was not found (CONTRIBUTING.md, Tests)`;

/**
 * Looks at the variable `ORIGINAL_DOC`, then for `original-documentation.txt` in `test/`, then for a file of that name
 * in any folder beside the project.
 * @returns the path; undefined when there is no such text.
 */
export function findOriginalDocumentation(): string | undefined {
  const given = process.env['ORIGINAL_DOC'];
  // Not checked here: the test that reads it fails if it does not exist.
  if (given) return resolve(given);
  const inside = join(project, 'test', name);
  if (existsSync(inside)) return inside;
  const parent = join(project, '..');
  const [beside] = globSync(join('*', name), { cwd: parent }).sort();
  return beside && join(parent, beside);
}
