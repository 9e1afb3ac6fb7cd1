/**
 * The files of one version of the kit, as the list in their folder names them.
 * @module
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { kitList } from '../../public-files/assets.js';
import { isPlainFolder, readPlain, type VersionFiles } from './version-copies.js';

/** Maximum number of files in a kit. */
const most = 200;

/** A module, its source map, or data, beside the list or in a folder there. */
const fileName = /^(?:([a-z]{1,32})\/)?[\w-]{1,64}(?:\.[\w-]{1,32})*\.(?:js(?:\.map)?|json)$/;

/**
 * Reads a kit. The list comes last, so that a copy that was written in this order is whole when it has its list.
 *
 * @returns undefined when there is no list, or a file is missing, a link, or has other content than listed.
 */
export async function readKit(folder: string): Promise<VersionFiles | undefined> {
  const list = await readPlain(join(folder, kitList));
  const named = list && readList(list);
  if (!named) return undefined;
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const [name, integrity] of named) {
    const [, inner] = fileName.exec(name) ?? [];
    const isReachable = inner === undefined || (await isPlainFolder(join(folder, inner)));
    const bytes = isReachable ? await readPlain(join(folder, name)) : undefined;
    if (!bytes || digest(bytes) !== integrity) return undefined;
    files.set(name, bytes);
  }
  return files.set(kitList, list);
}

/** The names and hashes in a list; undefined for anything that is no list. */
function readList(bytes: Uint8Array): readonly (readonly [string, string])[] | undefined {
  let list: unknown;
  try {
    list = JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return undefined;
  }
  if (typeof list !== 'object' || list === null || Array.isArray(list)) return undefined;
  const entries: [string, unknown][] = Object.entries(list);
  const isNamed = (entry: [string, unknown]): entry is [string, string] =>
    fileName.test(entry[0]) && typeof entry[1] === 'string';
  return entries.length > 0 && entries.length <= most && entries.every(isNamed)
    ? entries
    : undefined;
}

function digest(bytes: Uint8Array): string {
  return `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
}
