// Prints the transfer sizes of the bundles of the last build.
import { readFileSync } from 'node:fs';

const kB = (bytes) => (bytes / 1000).toFixed(2);

const sizes = JSON.parse(readFileSync('dist/sizes.json', 'utf8'));
for (const [name, size] of Object.entries(sizes)) {
  const { atOnce, whole } = typeof size === 'number' ? { atOnce: size, whole: size } : size;
  console.error(`${name}: ${kB(atOnce)} kB brotli at once, ${kB(whole)} kB in all`);
}
