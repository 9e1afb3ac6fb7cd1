// Bundles what is served or run as one file. npm users import the unbundled `build/`.
import { rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { isLanguage, sizes } from './tools/rollup/bundle-sizes.mjs';
import { bundledPackages } from './tools/rollup/bundled-packages.mjs';
import { kitList } from './tools/rollup/kit-list.mjs';
import { languageFiles } from './tools/rollup/language-files.mjs';
import { minified } from './tools/rollup/minified.mjs';
import { partUrls } from './tools/rollup/part-urls.mjs';
import { policyName } from './tools/rollup/policy-name.mjs';

/** Shared by all bundles, since it remembers what it has looked up. */
const resolvePackages = nodeResolve({ browser: true, exportConditions: ['production'] });

const forPages = (isModule) => [resolvePackages, minified(isModule)];

// Chunk names contain a hash, so chunks of the last build would remain.
rmSync('dist', { recursive: true, force: true });

/**
 * Puts the operations that are loaded on demand into two parts, with what only they import. Neither part imports
 * anything but the entry, so that a part that is fetched again brings no file along that failed before.
 */
function manualChunks(id, { getModuleInfo }) {
  const { importers, dynamicImporters } = getModuleInfo(id);
  if (dynamicImporters.length && id.includes('/client/operations/')) {
    return /push/.test(id) ? 'push' : 'operations';
  }
  const [part, ...others] = new Set(
    importers.map((importer) => manualChunks(importer, { getModuleInfo })),
  );
  return others.length ? null : part;
}

/** For each bundle that is shipped. */
const listPackages = bundledPackages('dist');

/** How the code of a page is divided. */
const parts = { format: 'es', manualChunks, onlyExplicitManualChunks: true };

/** Languages keep their names: a page can import them, and their texts fit other versions too. */
const chunkFileNames = (dir) => {
  return ({ facadeModuleId }) =>
    dir === 'dist' && isLanguage(facadeModuleId) ? 'languages/[name].js' : '[name]-[hash].js';
};

/** A bundle for pages. Its chunks stand beside it. */
const page = (
  name,
  input,
  { dir = 'dist', plugins = [listPackages(name)], sourcemap = true } = {},
) => ({
  input: { [name]: input },
  // Shared code goes into the entry, so that a page loads one file at first.
  preserveEntrySignatures: 'allow-extension',
  output: {
    dir,
    ...parts,
    entryFileNames: '[name].js',
    chunkFileNames: chunkFileNames(dir),
    sourcemap,
  },
  plugins: [...forPages(true), partUrls(), ...plugins, sizes()],
});

/** A bundle of elements. */
const elements = (name, input) =>
  page(name, input, { plugins: [policyName('neon-mfa'), listPackages(name)] });

export default [
  page('neon-mfa', 'build/src/index.js'),
  elements('neon-elements', 'build/components/define-essentials.js'),
  elements('neon-all-elements', 'build/components/define.js'),
  page('page', 'build/tools/demo/page/page.js', {
    dir: 'dist/demo',
    plugins: [],
    sourcemap: false,
  }),
  {
    // The demo's other pages share chunks, so that a visitor loads these once.
    input: Object.fromEntries(
      ['push', 'approve', 'help', 'payments', 'statement', 'security', 'keys', 'settings'].map(
        (name) => [name, `build/tools/demo/page/${name}.js`],
      ),
    ),
    output: {
      dir: 'dist/demo',
      ...parts,
      // The bank serves only file names with one dot.
      chunkFileNames: ({ name }) => `demo-${name.replaceAll('.', '-')}-[hash].js`,
    },
    plugins: [...forPages(true), partUrls(), sizes()],
  },
  {
    // One file: a frame that is open during an update of the service could not load chunks of the old version.
    input: { frame: 'build/components/entries/frame-document.js' },
    output: {
      dir: 'dist/frame',
      format: 'es',
      inlineDynamicImports: true,
      // The service does not serve the map.
      sourcemap: 'hidden',
    },
    plugins: [
      languageFiles(),
      ...forPages(true),
      policyName('neon-mfa-frame'),
      listPackages('frame'),
      sizes(),
    ],
  },
  {
    // One file, so that one digest covers all of it.
    input: 'build/components/entries/simple-neon-lib.js',
    output: {
      file: 'dist/lib/simple-neon-lib.js',
      format: 'iife',
      name: 'Neon',
      inlineDynamicImports: true,
      sourcemap: 'hidden',
    },
    // A classic script that defines a global.
    plugins: [
      languageFiles(),
      ...forPages(false),
      policyName('neon-mfa-drop-in'),
      listPackages('simple-neon-lib'),
      sizes(),
    ],
  },
  {
    // One file, so that one hash covers all of it. Languages stand beside it, each with a hash of its own.
    input: { neon: 'build/components/entries/neon.js' },
    external: isLanguage,
    output: {
      dir: 'dist',
      format: 'es',
      inlineDynamicImports: true,
      sourcemap: true,
      paths: (id) => (isLanguage(id) ? `./languages/${basename(id)}` : id),
    },
    plugins: [
      ...forPages(true),
      policyName('neon-mfa'),
      listPackages('neon'),
      sizes(),
      kitList('dist', 'neon.js', ['languages']),
    ],
  },
  {
    input: { 'neon-service': 'build/src/service/node/main.js' },
    output: {
      dir: 'dist',
      format: 'es',
      entryFileNames: '[name].js',
      chunkFileNames: 'neon-service-[name].js',
      // Older packages name modules of Node without it.
      paths: (id) => (builtinModules.includes(id) ? `node:${id.replace(/^node:/, '')}` : id),
      banner: '#!/usr/bin/env node',
    },
    external: [...builtinModules, /^node:/],
    plugins: [
      nodeResolve({ preferBuiltins: true, exportConditions: ['node'] }),
      commonjs(),
      listPackages('neon-service'),
    ],
  },
];
