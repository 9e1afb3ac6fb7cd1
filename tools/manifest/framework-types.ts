/**
 * Declarations that make the elements known to the templates of a framework. All of them are made from the tables of
 * `elements.d.ts`, and hold for every element that these tables have.
 * @module
 */

const tables =
  "import type { NeonAttributes, NeonElements, NeonEvents, NeonProperties, NeonTag } from './elements.js';\n";

/** Listeners under names that are made of the names of the events. */
const listeners = (name: string): string => `
type Listeners<T extends NeonTag> = {
  [E in keyof NeonEvents[T] & string as ${name}]?: ((event: NeonEvents[T][E]) => void) | undefined;
};
`;

const jsx = (framework: string, attributesOf: string, imported: string): string =>
  `${tables}${imported}${listeners('`on${E}`')}
export type NeonJsxElements = {
  [T in NeonTag]: ${attributesOf} & NeonAttributes[T] & NeonProperties[T] & Listeners<T>;
};
declare module '${framework}' {
  namespace JSX {
    interface IntrinsicElements extends NeonJsxElements {}
  }
}
`;

const solid = `${tables}import type { JSX } from 'solid-js';
${listeners('`on:${E}`')}
type Prefixed<P extends string, O> = { [N in keyof O & string as \`\${P}:\${N}\`]?: O[N] };
export type NeonJsxElements = {
  [T in NeonTag]: JSX.HTMLAttributes<NeonElements[T]> &
    NeonAttributes[T] &
    NeonProperties[T] &
    Prefixed<'attr', NeonAttributes[T]> &
    Prefixed<'prop', NeonProperties[T]> &
    Listeners<T>;
};
declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements extends NeonJsxElements {}
  }
}
`;

const vue = `${tables}import type { HTMLAttributes, ReservedProps } from 'vue';
type Camel<N extends string> = N extends \`\${infer A}-\${infer B}\` ? \`\${A}\${Capitalize<Camel<B>>}\` : N;
${listeners('`on${Capitalize<Camel<E>>}`')}
/** What \`v-model\` binds. */
type Model<E> = E extends { value: infer V } ? { modelValue?: V | undefined } : {};
type NeonVueComponents = {
  [T in NeonTag]: new () => {
    $props: HTMLAttributes &
      ReservedProps &
      NeonAttributes[T] &
      NeonProperties[T] &
      Model<NeonElements[T]> &
      Listeners<T>;
    $slots: {};
  };
};
declare module 'vue' {
  interface GlobalComponents extends NeonVueComponents {}
}
`;

const svelte = `${tables}import type { HTMLAttributes } from 'svelte/elements';
${listeners('`on${E}` | `on:${E}`')}
type NeonSvelteElements = {
  [T in NeonTag]: HTMLAttributes<NeonElements[T]> & NeonAttributes[T] & NeonProperties[T] & Listeners<T>;
};
declare module 'svelte/elements' {
  interface SvelteHTMLElements extends NeonSvelteElements {}
}
`;

/** Texts by file name. */
export const frameworkTypes: Readonly<Record<string, string>> = {
  'jsx.d.ts': jsx(
    'react',
    'DetailedHTMLProps<HTMLAttributes<NeonElements[T]>, NeonElements[T]>',
    "import type { DetailedHTMLProps, HTMLAttributes } from 'react';\n",
  ),
  'jsx-preact.d.ts': jsx(
    'preact',
    'HTMLAttributes<NeonElements[T]>',
    "import type { HTMLAttributes } from 'preact';\n",
  ),
  'jsx-solid.d.ts': solid,
  'vue.d.ts': vue,
  'svelte.d.ts': svelte,
  // What a bundler loads where a page imports one of the declarations.
  'types-only.js': 'export {};\n',
};
