/**
 * A folder that several processes need and whichever comes first makes.
 * @module
 */
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder unless it is there. It gets its name only once it is complete, so that no process sees half of it,
 * neither from another that is still writing nor from one that was killed.
 * @param fill writes the content into the folder that it is given.
 */
export async function makeSharedFolder(
  path: string,
  fill: (folder: string) => Promise<unknown>,
): Promise<void> {
  if (await isThere(path)) return;
  await mkdir(dirname(path), { recursive: true });
  const draft = await mkdtemp(`${path}.draft-`);
  try {
    await fill(draft);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another process was faster: a folder with content is not replaced.
    if (!(await isThere(path))) throw error;
  }
}

/** Tells whether a file or folder exists. */
export function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
