/**
 * The string literals of the source code.
 * @module
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './examples.js';

/** The texts of all string literals below a folder, from the root; of templates, the text before the first value. */
export async function stringLiterals(folder: string): Promise<ReadonlySet<string>> {
  const names = await readdir(join(root, folder), { recursive: true });
  const found = new Set<string>();
  for (const name of names.filter((one) => one.endsWith('.ts'))) {
    const text = await readFile(join(root, folder, name), 'utf8');
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) found.add(node.text);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest));
  }
  return found;
}
