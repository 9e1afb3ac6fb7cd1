/**
 * The error codes, as the code declares them.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './examples.js';

/** Codes of unions of src/errors.ts, sorted. */
export function errorCodes(...unions: readonly string[]): Promise<string[]> {
  return codesOf('src/errors.ts', unions);
}

/** Literals of unions in a file, sorted. */
export async function codesOf(path: string, unions: readonly string[]): Promise<string[]> {
  const source = ts.createSourceFile(
    path,
    await readFile(join(root, path), 'utf8'),
    ts.ScriptTarget.Latest,
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  for (const node of source.statements) {
    if (ts.isTypeAliasDeclaration(node) && unions.includes(node.name.text)) visit(node);
  }
  return found.sort();
}
