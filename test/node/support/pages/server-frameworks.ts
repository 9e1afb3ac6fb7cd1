/**
 * Frameworks that render pages on a server: how a page of docs/integrate/server-rendering.md is compiled, rendered and
 * hydrated with them.
 * @module
 */
import { compile } from 'svelte/compiler';
import ts from 'typescript';
import { compileScript, parse } from 'vue/compiler-sfc';

/** Where a page is compiled for. */
export type Side = 'server' | 'client';

export interface ServerFramework {
  /** Language of the block in the guide. */
  readonly language: string;
  /** Makes a JavaScript module of the page. */
  compile(page: string, side: Side): string;
  /** Module that prints the page, which is `./page-server.js`. */
  readonly rendering: string;
  /** Module that hydrates the page in `<main>`; the page is `./page-client.js`. */
  readonly hydration: string;
}

function javaScript(source: string): string {
  const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    jsx: ts.JsxEmit.ReactJSX,
    verbatimModuleSyntax: true,
  };
  return ts.transpileModule(source, { compilerOptions }).outputText;
}

function compileVue(page: string, side: Side): string {
  const compilerOptions = { isCustomElement: (tag: string) => tag.startsWith('neon-') };
  const { descriptor } = parse(page, { templateParseOptions: compilerOptions });
  const templateOptions = { ssr: side === 'server', compilerOptions };
  const options = { id: 'page', inlineTemplate: true, templateOptions };
  return javaScript(compileScript(descriptor, options).content);
}

/** By the name that the guide gives them. */
export const serverFrameworks = {
  React: {
    language: 'tsx',
    compile: javaScript,
    rendering: `
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import Page from './page-server.js';
process.stdout.write(renderToString(createElement(Page)));`,
    hydration: `
import { createElement } from 'react';
import { hydrateRoot } from 'react-dom/client';
import Page from './page-client.js';
hydrateRoot(document.querySelector('main'), createElement(Page));`,
  },
  Vue: {
    language: 'vue',
    compile: compileVue,
    rendering: `
import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';
import Page from './page-server.js';
process.stdout.write(await renderToString(createSSRApp(Page)));`,
    hydration: `
import { createSSRApp } from 'vue';
import Page from './page-client.js';
createSSRApp(Page).mount('main');`,
  },
  Svelte: {
    language: 'svelte',
    compile: (page, generate) => compile(page, { filename: 'page.svelte', generate }).js.code,
    rendering: `
import { render } from 'svelte/server';
import Page from './page-server.js';
process.stdout.write((await render(Page)).body);`,
    hydration: `
import { hydrate } from 'svelte';
import Page from './page-client.js';
hydrate(Page, { target: document.querySelector('main') });`,
  },
} satisfies Record<string, ServerFramework>;
