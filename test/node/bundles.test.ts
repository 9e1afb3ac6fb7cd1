/**
 * Sizes of the bundles and what they must not contain (docs/architecture.md, budgets).
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { rollup, type InputOptions, type OutputChunk } from 'rollup';
import { minify } from 'terser';
import { nodeResolve } from '@rollup/plugin-node-resolve';

const root = join(import.meta.dirname, '../../..');

/**
 * Bytes after minification and brotli 11, all dependencies included: what a page loads at once, and with the parts that
 * are loaded when they are asked for.
 */
const budgets = {
  'neon-mfa': { atOnce: 20_000, whole: 30_000 },
  'neon-elements': { atOnce: 47_000, whole: 57_000 },
  /** The demo's front page: those elements, the staff panel, and the page itself. */
  page: { atOnce: 51_000, whole: 63_000 },
  /** Each is one file, with all operations in it. */
  neon: { atOnce: 69_000, whole: 69_000 },
  frame: { atOnce: 46_000, whole: 46_000 },
  'simple-neon-lib': { atOnce: 50_000, whole: 50_000 },
} as const;

/** What a page needs for signing in, see above. */
const essentials = ['provider', 'pin-prompt', 'login-list', 'activate', 'otp'];

/** What each further element adds to it at once, and what BioKeys by WebAuthn add to the core. */
const [furtherElement, webAuthn] = [4_500, 2_500];

/** The weight of all components of React, without React and the elements. */
const reactComponents = 2_000;

/** What the page's side of a frame adds to the core. */
const frameSide = 4_000;

const resolve = nodeResolve({ browser: true, exportConditions: ['production'] });

/** The chunks of a bundle, first the one that is loaded at once. */
async function chunksOf(input: string, options: InputOptions = {}): Promise<OutputChunk[]> {
  const built = await rollup({
    input: join(root, input),
    plugins: [resolve],
    onwarn: () => undefined,
    ...options,
  });
  const { output } = await built.generate({ format: 'es' });
  await built.close();
  return output.filter((part) => part.type === 'chunk');
}

/** The chunk that is loaded at once, and the files in it. */
async function bundle(input: string, options?: InputOptions): Promise<OutputChunk> {
  return (await chunksOf(input, options))[0]!;
}

/** Bytes of a chunk after minification and brotli 11. */
async function weightOf({ code }: OutputChunk): Promise<number> {
  const minified = await minify(code, { module: true, ecma: 2022 });
  return brotliCompressSync(minified.code!).length;
}

/** Bytes that a module adds, at once, to a page that has loaded the files `there`. */
async function addedWeight(input: string, there: ReadonlySet<string>): Promise<number> {
  const added = await bundle(input, {
    external: (id, importer) => {
      const file = id.startsWith('.') && importer ? join(importer, '..', id) : id;
      return there.has(file) || /^(lit|@noble\/hashes)\b/.test(id);
    },
  });
  return weightOf(added);
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

  it('each language weighs at most 8 kB', async () => {
    const sizes = JSON.parse(await readFile(join(root, 'dist/sizes.json'), 'utf8')) as object;
    const languages = Object.entries(sizes).filter(([name]) => name.startsWith('languages/'));
    assert.equal(languages.length, 9);
    assert.deepEqual(
      languages.filter(([, bytes]) => bytes > 8_000),
      [],
    );
  });

  it('the core has no document, no elements and nothing of the service', async () => {
    const code = await readFile(join(root, 'dist/neon-mfa.js'), 'utf8');
    for (const word of ['customElements', 'document', 'Kysely', '/admin/v1', 'lit-html']) {
      assert.ok(!new RegExp(`\\b${word}\\b`).test(code), `found ${word}`);
    }
  });

  it('a define file keeps its registration in a bundle, and brings no other element', async () => {
    const { code } = await bundle('build/components/neon-otp/define.js');
    assert.ok(code.includes("'neon-otp'") || code.includes('"neon-otp"'));
    assert.ok(!code.includes('class NeonActivate'));
  });

  it('a further element adds at most 4.5 kB to what signing in needs', async () => {
    const tags = (await readdir(join(root, 'build/components')))
      .filter((name) => name.startsWith('neon-'))
      .filter((name) => !essentials.includes(name.replace('neon-', '')));
    assert.ok(tags.length >= 8);
    const { moduleIds } = await bundle('build/components/define-essentials.js');
    const loaded = new Set(moduleIds);
    const pushOtp = 'build/components/neon-push-otp/define.js';
    const heavy: string[] = [];
    for (const tag of tags) {
      const bytes = await addedWeight(`build/components/${tag}/define.js`, loaded);
      assert.ok(bytes > 100, tag);
      // It is made of elements that have budgets of their own.
      const parts = tag === 'neon-sign-in' ? await addedWeight(pushOtp, loaded) : 0;
      if (bytes - parts > furtherElement) heavy.push(`${tag}: ${bytes}`);
    }
    assert.deepEqual(heavy, []);
  });

  it('the components of React weigh at most 2 kB, and load no element at once', async () => {
    const chunk = await bundle('build/frameworks/react.js', {
      external: (id) => id === 'react' || id.startsWith('../components/'),
    });
    assert.deepEqual(chunk.imports, ['react']);
    const bytes = await weightOf(chunk);
    assert.ok(bytes > 1_000 && bytes <= reactComponents, `${bytes} bytes`);
  });

  it('the page’s side of a frame adds at most 4 kB to the core', async () => {
    const chunks = await chunksOf('build/src/index.js');
    const [chunk, other] = chunks.filter(({ moduleIds }) =>
      moduleIds.includes(join(root, 'build/src/browser/frame/client-frame.js')),
    );
    assert.ok(chunk && !chunk.isEntry && !other);
    const bytes = await weightOf(chunk);
    assert.ok(bytes <= frameSide, `${bytes} bytes`);
  });

  it('BioKeys by WebAuthn add at most 2.5 kB to the core', async () => {
    const { moduleIds } = await bundle('build/src/index.js');
    const file = 'build/src/browser/webauthn-bio-key.js';
    const bytes = await addedWeight(file, new Set(moduleIds));
    assert.ok(bytes <= webAuthn, `${bytes} bytes`);
  });

  it('the documentation has the digest of the drop-in', async () => {
    const lib = await readFile(join(root, 'dist/lib/simple-neon-lib.js'));
    const digest = createHash('sha384').update(lib).digest('base64');
    const page = await readFile(join(root, 'docs/migrate.md'), 'utf8');
    assert.ok(page.includes(`integrity="sha384-${digest}"`), '`npm run integrity` writes it');
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
