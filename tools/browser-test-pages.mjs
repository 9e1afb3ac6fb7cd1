// Makes pages that load several files of browser tests each: in one page, modules are fetched and compiled once.
import { globSync, mkdirSync, writeFileSync } from 'node:fs';

const folder = 'build/browser-test-pages';

/** Writes a fixed number of pages that share all files of browser tests; returns their paths. */
export function browserTestPages(count) {
  const files = globSync('build/test/**/*.test.js')
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/^build\/test\/(node|engines)\//.test(file))
    .sort();
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: count }, (_, page) => {
    const path = `${folder}/${page}.test.js`;
    const own = files.filter((_file, at) => at % count === page);
    const lines = own.map((file) => `await import('/${file}');\n`);
    writeFileSync(path, lines.join(''));
    return path;
  });
}
