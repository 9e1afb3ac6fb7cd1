/**
 * Storybook's index of the stories and pages of the built gallery.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

const file = fileURLToPath(new URL('../../gallery/index.json', import.meta.url));

const indexSchema = v.object({
  entries: v.record(v.string(), v.object({ id: v.string(), type: v.string() })),
});

/** Ids of the stories, or of the pages of documentation, that contain a text. */
export async function readIds(wanted: 'story' | 'docs', only: string): Promise<string[]> {
  const { entries } = v.parse(indexSchema, JSON.parse(await readFile(file, 'utf8')));
  const ids = Object.values(entries)
    .filter(({ type }) => type === wanted)
    .map(({ id }) => id);
  return ids.filter((id) => id.includes(only));
}
