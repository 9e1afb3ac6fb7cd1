import { readFile } from 'node:fs/promises';
import { projectFile } from '../../../../tools/demo/files.js';

/** Names of all events of the elements, as they are declared. */
export async function listedEvents(): Promise<string[]> {
  const source = await readFile(projectFile('components/events.ts'), 'utf8');
  return [...source.matchAll(/'(neon-[a-z-]+)': Neon\w+Event;/g)].map(([, name]) => name!).sort();
}
