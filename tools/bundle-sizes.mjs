// Rollup plugin: prints what a bundle costs on the wire and remembers it for the size test.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const file = 'dist/sizes.json';

/** Brotli 11 sizes of a bundle's chunks: those loaded at once, and those loaded on demand. */
export function sizes() {
  return {
    name: 'bundle-sizes',
    writeBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((chunk) => chunk.type === 'chunk');
      const entry = chunks.find((chunk) => chunk.isEntry);
      const atOnce = new Set();
      const visit = (name) => {
        if (atOnce.has(name)) return;
        atOnce.add(name);
        bundle[name]?.imports.forEach(visit);
      };
      visit(entry.fileName);
      const sum = (some) => some.reduce((total, chunk) => total + brotli(chunk.code), 0);
      const first = sum(chunks.filter((chunk) => atOnce.has(chunk.fileName)));
      const whole = sum(chunks);
      remember(entry.name, { atOnce: first, whole });
      // Not to the standard output: what `npm start` prints there first is the demo's address.
      console.error(`${entry.name}: ${kB(first)} kB brotli at once, ${kB(whole)} kB in all`);
    },
  };
}

function kB(bytes) {
  return (bytes / 1000).toFixed(2);
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
