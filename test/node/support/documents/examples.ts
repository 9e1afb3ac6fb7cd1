/**
 * The examples of the documentation, run unchanged.
 * @module
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The project. */
export const root = join(import.meta.dirname, '../../../../..');

/** The fenced block of a language that contains a word. */
export function block(text: string, language: string, word: string): string {
  const fence = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm');
  const found = Array.from(text.matchAll(fence), (match) => match[1]!).find((code) =>
    code.includes(word),
  );
  assert.ok(found, `no ${language} block with ${word}`);
  return found;
}

/** A folder for examples, below the project so that they find packages; the caller removes it. */
export function exampleFolder(): Promise<string> {
  return mkdtemp(join(root, 'build/examples-'));
}

/** How a script ended. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly complaint: string;
}

/** Runs a script with Node, with these variables and no others. */
export async function runScript(
  script: string,
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  const folder = await exampleFolder();
  try {
    const file = join(folder, 'example.mjs');
    await writeFile(file, script);
    const child = spawn(process.execPath, [file], { env });
    let [output, complaint] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, output, complaint };
  } finally {
    await rm(folder, { recursive: true });
  }
}
