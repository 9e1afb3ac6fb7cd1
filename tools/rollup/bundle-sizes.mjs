// Rollup plugin: stores the transfer size of a bundle, for the size test and for `print-sizes.mjs`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const file = 'dist/sizes.json';

/** Whether a module has the texts of a language. */
export function isLanguage(id) {
  return /\/components\/languages\/[a-z]+\.js$/.test(id ?? '');
}

/**
 * Brotli 11 sizes of a bundle's chunks: those loaded at once, and those loaded on demand. Languages count by themselves,
 * since a page loads one of them at most.
 */
export function sizes() {
  return {
    name: 'bundle-sizes',
    writeBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((chunk) => chunk.type === 'chunk');
      const [languages, others] = [true, false].map((wanted) =>
        chunks.filter(({ facadeModuleId }) => isLanguage(facadeModuleId) === wanted),
      );
      const weights = new Map(others.map(({ fileName, code }) => [fileName, brotli(code)]));
      for (const { name, code } of languages) remember(`languages/${name}`, brotli(code));
      const sum = (names) =>
        [...names].reduce((total, name) => total + (weights.get(name) ?? 0), 0);
      for (const { name, fileName } of chunks.filter((chunk) => chunk.isEntry)) {
        const atOnce = sum(reached(bundle, fileName, ['imports']));
        const whole = sum(reached(bundle, fileName, ['imports', 'dynamicImports']));
        remember(name, { atOnce, whole });
      }
    },
  };
}

/** A chunk and what it imports, directly or not. */
function reached(bundle, start, ways) {
  const names = new Set();
  const visit = (name) => {
    if (names.has(name)) return;
    names.add(name);
    for (const way of ways) bundle[name]?.[way].forEach(visit);
  };
  visit(start);
  return names;
}

function brotli(code) {
  return brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

function remember(name, size) {
  mkdirSync('dist', { recursive: true });
  let known = {};
  try {
    known = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // The first bundle of a clean tree finds no file.
  }
  writeFileSync(file, JSON.stringify({ ...known, [name]: size }, null, 2) + '\n');
}
