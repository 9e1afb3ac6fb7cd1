/**
 * The guides of the project, and the names in them.
 * @module
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './examples.js';

/** One guide. */
export interface Guide {
  /** From the root of the project. */
  readonly path: string;
  readonly text: string;
}

/** All guides: the files at the root, and all of docs. */
export async function readGuides(): Promise<readonly Guide[]> {
  const names = await readdir(join(root, 'docs'), { recursive: true });
  const paths = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].concat(
    names.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  );
  return Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })),
  );
}

/** Text of a page of docs/integrate. */
export function readTaskPage(name: string): Promise<string> {
  return readFile(join(root, `docs/integrate/${name}.md`), 'utf8');
}

/** Lines of shell blocks; continued lines are joined. */
export function shellLines({ text }: Guide): string[] {
  const blocks = text.matchAll(/^```(?:sh)?\n([^]*?)^```$/gm);
  return Array.from(blocks, ([, code]) => code!.replaceAll('\\\n', ' ').split('\n')).flat();
}

/** Inline code outside of blocks. */
export function codeSpans({ text }: Guide): string[] {
  const prose = text.replaceAll(/^```[^]*?^```$/gm, '');
  return Array.from(prose.matchAll(/`([^`\n]+)`/g), (match) => match[1]!);
}

/** Splits a line of words and quoted words as a shell does. */
export function wordsOf(line: string): string[] {
  return Array.from(line.matchAll(/"([^"]*)"|\S+/g), ([word, quoted]) => quoted ?? word);
}

/** Anchors of the headings of a guide, as GitHub makes them. */
export function anchorsOf({ text }: Guide): string[] {
  return Array.from(text.matchAll(/^#+ (.+)$/gm), (match) =>
    match[1]!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
