// Rollup plugin: writes the list of the kit, `dist/integrity.json`: the hash of each file, as `integrity` takes it. From
// this list the service serves the kit, and pages copy the hashes.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param folders beside the entry whose modules belong to the kit. */
export function kitList(dir, entry, folders) {
  const own = (name) => /\.(js(\.map)?|json)$/.test(name);
  const inFolder = (folder) =>
    existsSync(join(dir, folder)) ? readdirSync(join(dir, folder)).filter(own) : [];
  return {
    name: 'kit-list',
    writeBundle() {
      const names = [
        entry,
        `${entry}.map`,
        ...folders.flatMap((folder) => inFolder(folder).map((name) => `${folder}/${name}`)),
      ];
      const list = Object.fromEntries(names.sort().map((name) => [name, digest(join(dir, name))]));
      writeFileSync(join(dir, 'integrity.json'), `${JSON.stringify(list, null, 2)}\n`);
    },
  };
}

function digest(file) {
  return `sha384-${createHash('sha384').update(readFileSync(file)).digest('base64')}`;
}
