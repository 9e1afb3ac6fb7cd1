/**
 * What the bundles weigh and what must not be inside them (docs/architecture.md, budgets).
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { rollup, type OutputChunk } from 'rollup';
import { nodeResolve } from '@rollup/plugin-node-resolve';

const root = join(import.meta.dirname, '../../..');

/**
 * Bytes after minification and brotli 11, all dependencies included: what a page loads at once, and with the parts that
 * are loaded when they are asked for.
 */
const budgets = {
  'neon-mfa': { atOnce: 12_000, whole: 18_000 },
  'neon-elements': { atOnce: 24_000, whole: 30_000 },
} as const;

async function bundle(input: string): Promise<string> {
  const built = await rollup({
    input: join(root, input),
    plugins: [nodeResolve({ browser: true })],
    onwarn: () => undefined,
  });
  const { output } = await built.generate({ format: 'es' });
  await built.close();
  return (output[0] as OutputChunk).code;
}

describe('bundles', () => {
  for (const [name, budget] of Object.entries(budgets)) {
    it(`${name} weighs at most ${budget.atOnce / 1000} kB at once`, async () => {
      const sizes = JSON.parse(await readFile(join(root, 'dist/sizes.json'), 'utf8')) as Partial<
        Record<string, { atOnce: number; whole: number }>
      >;
      const size = sizes[name];
      assert.ok(size && size.atOnce <= budget.atOnce, `${name}: ${size?.atOnce} bytes at once`);
      assert.ok(size.whole <= budget.whole, `${name}: ${size.whole} bytes in all`);
    });
  }

  it('the core has no document, no elements and nothing of the service', async () => {
    const code = await readFile(join(root, 'dist/neon-mfa.js'), 'utf8');
    for (const word of ['customElements', 'document', 'Kysely', '/admin/v1', 'lit-html']) {
      assert.ok(!new RegExp(`\\b${word}\\b`).test(code), `found ${word}`);
    }
  });

  it('a define file keeps its registration in a bundle, and brings no other element', async () => {
    const code = await bundle('build/components/neon-otp/define.js');
    assert.ok(code.includes("'neon-otp'") || code.includes('"neon-otp"'));
    assert.ok(!code.includes('class NeonActivate'));
  });

  it('the service is one file that imports Node and nothing else', async () => {
    const files = (await readdir(join(root, 'dist'))).filter((file) =>
      /^neon-service.*\.js$/.test(file),
    );
    assert.ok(files.includes('neon-service.js'));
    for (const file of files) {
      const code = await readFile(join(root, 'dist', file), 'utf8');
      const foreign = Array.from(
        code.matchAll(/^import [^;]*?from ['"]([^'"]+)['"]/gm),
        (m) => m[1]!,
      ).filter((specifier) => !specifier.startsWith('node:') && !specifier.startsWith('./'));
      assert.deepEqual(foreign, []);
    }
  });
});
