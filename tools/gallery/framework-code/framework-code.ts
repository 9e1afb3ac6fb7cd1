/**
 * The code of a page with elements of the kit, as each framework writes it.
 * @module
 */
import type { ElementDeclaration } from '../../manifest/manifest.js';
import {
  escaped,
  kitTags,
  plainAttribute,
  templateLines,
  type Dialect,
  type Markup,
} from './markup.js';

/** Writes the code of markup. */
export type CodeWriter = (
  markup: readonly Markup[],
  elements: readonly ElementDeclaration[],
) => string;

/**
 * The property of an attribute whose name begins with `on`, which frameworks take for a listener; undefined for every other
 * attribute. Such attributes are booleans.
 */
function propertyOf(
  elements: readonly ElementDeclaration[],
  tag: string,
  name: string,
): string | undefined {
  if (!name.startsWith('on')) return undefined;
  const element = elements.find(({ tagName }) => tagName === tag);
  return element?.attributes?.find((one) => one.name === name)?.fieldName;
}

/** An `import` for each element. */
function imports(markup: readonly Markup[], indent: string): string {
  return kitTags(markup)
    .map((tag) => `${indent}import 'neon-mfa/define/${tag}.js';\n`)
    .join('');
}

const html: CodeWriter = (markup) => {
  const dialect: Dialect = { attribute: plainAttribute, text: escaped, closesItself: false };
  return `<script type="module">\n${imports(markup, '  ')}</script>\n\n${templateLines(markup, dialect).join('\n')}\n`;
};

/** Attributes of HTML that React names otherwise. */
const reactNames: Readonly<Record<string, string>> = {
  autocapitalize: 'autoCapitalize',
  autocomplete: 'autoComplete',
  autofocus: 'autoFocus',
  checked: 'defaultChecked',
  class: 'className',
  for: 'htmlFor',
  inputmode: 'inputMode',
  maxlength: 'maxLength',
  minlength: 'minLength',
  readonly: 'readOnly',
  spellcheck: 'spellCheck',
  tabindex: 'tabIndex',
  value: 'defaultValue',
};

/** A value or a text of JSX, which has entities and braces of its own. */
const needsBraces = /[{}<>"&\\]/;

const react: CodeWriter = (markup, elements) => {
  const dialect: Dialect = {
    attribute: (name, value, tag) => {
      const property = propertyOf(elements, tag, name);
      const known = tag.startsWith('neon-') && name !== 'class' ? name : (reactNames[name] ?? name);
      if (property || value === '') return property ?? known;
      return needsBraces.test(value)
        ? `${known}={${JSON.stringify(value)}}`
        : `${known}="${value}"`;
    },
    text: (text) => (needsBraces.test(text) ? `{${JSON.stringify(text)}}` : text),
    closesItself: true,
  };
  const lines = templateLines(markup, dialect, 6).join('\n');
  return `${imports(markup, '')}import 'neon-mfa/jsx';

export function Example() {
  return (
    <>
${lines}
    </>
  );
}
`;
};

const vue: CodeWriter = (markup, elements) => {
  const dialect: Dialect = {
    attribute: (name, value, tag) => {
      const property = propertyOf(elements, tag, name);
      return property ? `:${property}="true"` : plainAttribute(name, value);
    },
    // A string of JavaScript in a template may not have the end of the expression in it either.
    text: (text) => escaped(text).replaceAll('{{', "{{ '{' + '{' }}"),
    closesItself: true,
  };
  const lines = templateLines(markup, dialect, 2).join('\n');
  return `<script setup lang="ts">
${imports(markup, '')}import 'neon-mfa/vue';
</script>

<template>
${lines}
</template>
`;
};

const svelte: CodeWriter = (markup, elements) => {
  const braced = (text: string): string => text.replace(/[{}]/g, (brace) => `{'${brace}'}`);
  const dialect: Dialect = {
    attribute: (name, value, tag) =>
      propertyOf(elements, tag, name) ?? braced(plainAttribute(name, value)),
    text: (text) => braced(escaped(text)),
    closesItself: false,
  };
  const lines = templateLines(markup, dialect).join('\n');
  return `<script lang="ts">
${imports(markup, '  ')}  import 'neon-mfa/svelte';
</script>

${lines}
`;
};

const angular: CodeWriter = (markup, elements) => {
  // Braces and `@` begin expressions and blocks; entities do not.
  const entities = (text: string): string =>
    text.replace(/[{}@]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const dialect: Dialect = {
    attribute: (name, value, tag) => {
      const property = propertyOf(elements, tag, name);
      return property ? `[${property}]="true"` : entities(plainAttribute(name, value));
    },
    text: (text) => entities(escaped(text)),
    closesItself: false,
  };
  const lines = templateLines(markup, dialect, 4).join('\n');
  return `import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
${imports(markup, '')}
@Component({
  selector: 'app-example',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`
${lines.replace(/[\\`$]/g, '\\$&')}
  \`,
})
export class Example {}
`;
};

/** The writers by the name of their framework. */
export const frameworkCode = { html, react, vue, svelte, angular } as const;

/** A framework whose code can be written. */
export type Framework = keyof typeof frameworkCode;

/** Tells whether a value names a framework. */
export function isFramework(name: unknown): name is Framework {
  return typeof name === 'string' && Object.hasOwn(frameworkCode, name);
}
