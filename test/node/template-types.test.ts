/**
 * The templates of docs/integrate/frameworks.md and server-rendering.md, and those of examples/, compiled by the checker of
 * each framework without any declaration of the page's own. Further copies of each template have mistakes, which the checker
 * has to find.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { block, exampleFolder, root } from './support/documents/examples.js';

let guide: string;

before(async () => {
  const pages = ['frameworks', 'server-rendering'].map((page) => `docs/integrate/${page}.md`);
  guide = (await Promise.all(pages.map((page) => readFile(join(root, page), 'utf8')))).join('\n');
});

const strict = {
  target: 'es2022',
  module: 'esnext',
  moduleResolution: 'bundler',
  lib: ['es2022', 'dom', 'dom.iterable'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
};

interface Framework {
  /** Of the block in the guide. */
  readonly language: string;
  /** A text that only the template of this framework has. */
  readonly word: string;
  /** The folder of examples/ whose templates are checked too. */
  readonly example?: string;
  readonly compilerOptions?: object;
  readonly vueCompilerOptions?: object;
  /** The checker and its arguments, run in the folder of the templates. */
  readonly checker: readonly string[];
  /** Mistakes, as replacements in the right template. */
  readonly mistakes: readonly (readonly [from: string, to: string])[];
}

const tsc = ['@typescript/native/bin/tsc', '--project', '.', '--pretty', 'false'];
const eventField = ['event.login', 'event.logins'] as const;

const frameworks: Readonly<Record<string, Framework>> = {
  React: {
    language: 'tsx',
    word: "'neon-mfa/jsx'",
    example: 'react',
    compilerOptions: { jsx: 'react-jsx' },
    checker: tsc,
    mistakes: [eventField, ['<neon-otp', '<neon-otp disabled="yes"'], ['<neon-otp', '<neon-opt']],
  },
  'the components of React': {
    language: 'tsx',
    word: "'neon-mfa/react'",
    compilerOptions: { jsx: 'react-jsx' },
    checker: tsc,
    mistakes: [
      eventField,
      ['<NeonOtp', '<NeonOtp disabled="yes"'],
      ['<NeonOtp', '<NeonOtp logins="ada"'],
      ['bioKey={bioKey}', 'bioKey="yes"'],
      ['onNeonLoginSelected', 'onNeonSealed'],
    ],
  },
  Preact: {
    language: 'tsx',
    word: "'neon-mfa/jsx/preact'",
    compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'preact' },
    checker: tsc,
    mistakes: [eventField, ['<neon-otp', '<neon-otp disabled="yes"'], ['<neon-otp', '<neon-opt']],
  },
  Solid: {
    language: 'tsx',
    word: "'neon-mfa/jsx/solid'",
    compilerOptions: { jsx: 'preserve', jsxImportSource: 'solid-js' },
    checker: tsc,
    mistakes: [eventField, ['<neon-otp', '<neon-otp disabled="yes"'], ['<neon-otp', '<neon-opt']],
  },
  Vue: {
    language: 'vue',
    word: "'neon-mfa/vue'",
    example: 'vue',
    compilerOptions: { skipLibCheck: true },
    vueCompilerOptions: { strictTemplates: true },
    checker: ['vue-tsc/bin/vue-tsc.js', '--project', '.', '--pretty', 'false'],
    mistakes: [
      ["ref('')", 'ref(0)'],
      ['v-model="login"', '@neon-login-selected="login = $event.logins"'],
      ['<neon-otp', '<neon-otp disabled="yes"'],
      ['<neon-otp', '<neon-otp logins="ada"'],
    ],
  },
  Svelte: {
    language: 'svelte',
    word: "'neon-mfa/svelte'",
    example: 'svelte',
    compilerOptions: { skipLibCheck: true, verbatimModuleSyntax: true },
    checker: [
      'svelte-check/bin/svelte-check',
      '--tsconfig',
      './tsconfig.json',
      '--output',
      'machine',
    ],
    mistakes: [eventField, ['<neon-otp', '<neon-otp disabled="yes"']],
  },
};

/** The templates of an application, by file name. */
async function templatesOf(example: string, language: string): Promise<[string, string][]> {
  const folder = join(root, 'examples', example, 'src');
  const isTemplate = (name: string) => name.endsWith(`.${language}`) && !name.startsWith('main.');
  const names = (await readdir(folder)).filter(isTemplate);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return names.map((name, index) => [name, texts[index]!]);
}

/** Blocks of the guide by a word in them, and the files of examples/ that have the same code. */
const sameCode = [
  ['tsx', "'neon-mfa/jsx'", 'react/src/SignIn.tsx'],
  ['vue', "'neon-mfa/vue'", 'vue/src/SignIn.vue'],
  ['svelte', "'neon-mfa/svelte'", 'svelte/src/SignIn.svelte'],
  ['ts', 'app-sign-in', 'angular/src/app/sign-in.ts'],
  ['ts', 'ControlValueAccessor', 'angular/src/app/login-list-accessor.ts'],
] as const;

/** Runs the checker of a framework on templates by file name; resolves with the lines that name an error. */
async function errorsIn(
  templates: ReadonlyMap<string, string>,
  { compilerOptions, vueCompilerOptions, checker }: Framework,
): Promise<string[]> {
  const folder = await exampleFolder();
  try {
    const config = {
      compilerOptions: { ...strict, ...compilerOptions },
      vueCompilerOptions,
      include: ['.'],
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    for (const [name, text] of templates) await writeFile(join(folder, name), text);
    const [program, ...args] = checker;
    const script = join(root, 'node_modules', program!);
    const output = await new Promise<string>((resolve) => {
      execFile(process.execPath, [script, ...args], { cwd: folder }, (_error, stdout, stderr) =>
        resolve(stdout + stderr),
      );
    });
    return output.split('\n').filter((line) => /\berror\b/i.test(line));
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('the guide', () => {
  for (const [language, word, file] of sameCode) {
    it(`has the code of examples/${file}`, async () => {
      const code = await readFile(join(root, 'examples', file), 'utf8');
      assert.equal(block(guide, language, word), code);
    });
  }
});

describe('the types of templates', () => {
  for (const [name, framework] of Object.entries(frameworks)) {
    it(`accept the template for ${name}, and find mistakes in it`, async () => {
      const { language, word, mistakes, example } = framework;
      const right = block(guide, language, word);
      const templates = new Map([[`right.${language}`, right]]);
      for (const [name, text] of example ? await templatesOf(example, language) : []) {
        templates.set(name, text);
      }
      for (const [index, [from, to]] of mistakes.entries()) {
        assert.ok(right.includes(from), from);
        templates.set(`wrong${index}.${language}`, right.replace(from, to));
      }
      const errors = await errorsIn(templates, framework);
      for (const index of mistakes.keys()) {
        assert.ok(
          errors.some((line) => line.includes(`wrong${index}.`)),
          `mistake ${index}`,
        );
      }
      assert.deepEqual(
        errors.filter((line) => !/wrong\d\./.test(line) && !/\b0 ERRORS\b/.test(line)),
        [],
      );
    });
  }
});
