/** The code of stories in each framework: what its own compiler and renderer make of it is the markup of the story. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it, before } from 'node:test';
import { compile as compileSvelte } from 'svelte/compiler';
import ts from 'typescript';
import { parse as parseVue } from 'vue/compiler-sfc';
import { frameworkCode } from '../../../tools/gallery/framework-code/framework-code.js';
import type { Markup } from '../../../tools/gallery/framework-code/markup.js';
import { readManifest } from '../../../tools/manifest/manifest-file.js';
import { elementsOf, type ElementDeclaration } from '../../../tools/manifest/manifest.js';

// Types of React and Vue would declare those of the DOM for all tests that run in Node: here is what is used of them.
interface React {
  createElement(component: unknown): object;
}

interface VueApp {
  readonly config: {
    readonly compilerOptions: { isCustomElement?: (tag: string) => boolean };
    warnHandler?: (message: string) => void;
  };
}

const require = createRequire(import.meta.url);
const React = require('react') as React;
const { renderToStaticMarkup } = require('react-dom/server') as {
  renderToStaticMarkup(element: object): string;
};
const { createSSRApp } = require('vue') as { createSSRApp(component: object): VueApp };
const { renderToString } = require('vue/server-renderer') as {
  renderToString(app: VueApp): Promise<string>;
};

const hostile = 'a "b" & `c` ${d} {{ e }} <f> @if \\ {g}';

const markup: readonly Markup[] = [
  {
    tag: 'neon-provider',
    attributes: [['service', 'https://mfa.example']],
    children: [
      '\n  ',
      {
        tag: 'form',
        attributes: [['class', 'sign-in']],
        children: [
          { tag: 'label', attributes: [['for', 'name']], children: [hostile] },
          {
            tag: 'input',
            attributes: [
              ['id', 'name'],
              ['readonly', ''],
              ['value', hostile],
            ],
            children: [],
          },
          {
            tag: 'neon-otp',
            attributes: [
              ['name', 'otp'],
              ['on-submit', ''],
            ],
            children: [],
          },
          { tag: 'button', attributes: [], children: ['\n  Sign   in\n  '] },
        ],
      },
    ],
  },
];

/** The texts and values of rendered HTML, which all frameworks have to agree on. */
function contentOf(html: string): readonly string[] {
  const decoded = (text: string): string =>
    text
      .replace(/&#x([\da-f]+);/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  const [, label = ''] = /<label[^>]*>(.*?)<\/label>/s.exec(html) ?? [];
  const [, value = ''] = /<input[^>]* value="([^"]*)"/s.exec(html) ?? [];
  const tags = [...html.matchAll(/<([a-z-]+)/g)].map(([, tag]) => tag!);
  return [decoded(label), decoded(value), ...tags];
}

const expected = [
  hostile,
  hostile,
  'neon-provider',
  'form',
  'label',
  'input',
  'neon-otp',
  'button',
];

describe('the code of a story', () => {
  let elements: readonly ElementDeclaration[];
  before(async () => {
    elements = elementsOf(await readManifest());
  });

  it('is HTML, with the elements that it has', () => {
    const code = frameworkCode.html(markup, elements);
    assert.match(
      code,
      /import 'neon-mfa\/define\/neon-otp\.js';\n {2}import 'neon-mfa\/define\/neon-provider\.js';/,
    );
    const [, page = ''] = code.split('</script>');
    assert.deepEqual(contentOf(page), expected);
    assert.match(
      page,
      /<neon-otp name="otp" on-submit><\/neon-otp>\n {4}<button>Sign in<\/button>/,
    );
  });

  it('is React that TypeScript compiles and React renders', () => {
    const code = frameworkCode.react(markup, elements);
    const { outputText, diagnostics } = ts.transpileModule(code, {
      reportDiagnostics: true,
      compilerOptions: {
        jsx: ts.JsxEmit.React,
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
      },
    });
    assert.deepEqual(diagnostics, []);
    const exports: { Example?: unknown } = {};
    new Function('exports', 'require', 'React', outputText)(exports, () => ({}), React);
    const page = renderToStaticMarkup(React.createElement(exports.Example));
    assert.deepEqual(contentOf(page), expected);
    assert.match(code, /<neon-otp name="otp" asksOnSubmit \/>/);
  });

  it('is Vue that its compiler takes and that renders', async () => {
    const code = frameworkCode.vue(markup, elements);
    const { descriptor, errors } = parseVue(code);
    assert.deepEqual(errors, []);
    const warnings: unknown[] = [];
    const app = createSSRApp({ template: descriptor.template!.content });
    app.config.compilerOptions.isCustomElement = (tag) => tag.startsWith('neon-');
    app.config.warnHandler = (message) => warnings.push(message);
    assert.deepEqual(contentOf(await renderToString(app)), expected);
    assert.deepEqual(warnings, []);
    assert.match(code, /<neon-otp name="otp" :asksOnSubmit="true" \/>/);
  });

  it('is Svelte that its compiler takes without a warning', () => {
    const code = frameworkCode.svelte(markup, elements);
    const { js, warnings } = compileSvelte(code, { generate: 'server' });
    assert.deepEqual(
      warnings.map(({ message }) => message),
      [],
    );
    // A module without its imports, of which only the one of the runtime says something.
    const component = js.code.replace(/^import .*$/gm, '').replace('export default', 'return');
    let page = '';
    const render = new Function(component)() as (renderer: object) => void;
    render({ push: (html: string) => (page += html) });
    assert.deepEqual(contentOf(page), expected);
    assert.match(code, /<neon-otp name="otp" asksOnSubmit><\/neon-otp>/);
  });

  it('is Angular whose template has no expression but its own', () => {
    const code = frameworkCode.angular(markup, elements);
    const { outputText, diagnostics } = ts.transpileModule(code, {
      reportDiagnostics: true,
      compilerOptions: {
        experimentalDecorators: true,
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
      },
    });
    assert.deepEqual(diagnostics, []);
    let template = '';
    const angular = {
      CUSTOM_ELEMENTS_SCHEMA: {},
      Component: (options: { readonly template: string }) => {
        template = options.template;
        return () => undefined;
      },
    };
    new Function('exports', 'require', outputText)({}, () => angular);
    assert.doesNotMatch(template, /[{}@]/);
    assert.deepEqual(contentOf(template), expected);
    assert.match(template, /<neon-otp name="otp" \[asksOnSubmit\]="true"><\/neon-otp>/);
  });
});
