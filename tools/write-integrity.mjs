// Writes the digest of the built drop-in into the documentation, from which pages copy it.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const page = 'docs/migrate.md';
const digest = createHash('sha384')
  .update(readFileSync('dist/lib/simple-neon-lib.js'))
  .digest('base64');
const text = readFileSync(page, 'utf8');
writeFileSync(page, text.replace(/integrity="sha384-[^"]*"/, `integrity="sha384-${digest}"`));
