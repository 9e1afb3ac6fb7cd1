// Pages that load several files of browser tests each: in one page, modules are fetched and compiled once.
import { globSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';

const tests = 'build/test';

/** All files of browser tests: below `test`, without the ending. */
export function browserTests() {
  return globSync(`${tests}/**/*.test.js`)
    .map((file) => file.replaceAll('\\', '/').slice(tests.length + 1, -'.test.js'.length))
    .filter((file) => !file.startsWith('node/'))
    .sort();
}

/** Writes `count` pages that share `files` evenly into a folder; resolves with their paths. */
export async function writeTestPages(folder, files, count) {
  await mkdir(folder, { recursive: true });
  const pages = Array.from({ length: count }, async (_, page) => {
    const path = `${folder}/${page + 1}.test.js`;
    const own = files.filter((_file, at) => at % count === page);
    await writeFile(
      path,
      own.map((file) => `await import('/${tests}/${file}.test.js');\n`).join(''),
    );
    return path;
  });
  return Promise.all(pages);
}
