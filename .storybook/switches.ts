/**
 * The switches in the toolbar: theme, language, direction, and the framework of the code beside stories.
 * @module
 */
import type { Preview } from '@storybook/web-components-vite';
import { languageLoaders } from '../components/languages/language-loaders.js';
import contrast from './contrast.css?inline';

type Globals = Readonly<Record<string, unknown>>;

/** Style sheets of the themes that are examples of the documentation, by file. */
const examples = import.meta.glob<string>('../docs/integrate/themes/*.css', {
  query: '?inline',
  import: 'default',
  eager: true,
});

/** Style sheets by the name of their theme. */
const styleSheets = new Map([
  ['contrast', contrast],
  ...Object.entries(examples).map(([path, css]) => [nameOf(path), css] as const),
]);

/** `ledger` for `…/themes/ledger.css` */
function nameOf(path: string): string {
  return path.replace(/^.*\/|\.css$/g, '');
}

const pseudoLanguages = {
  'en-XA': 'Longer by 40 %',
  'ar-XB': 'From right to left, longer by 40 %',
};

/** Names of the languages, each in itself. */
const languages: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['en', ...Object.keys(languageLoaders)].map((tag) => [tag, nameIn(tag)])),
  ...pseudoLanguages,
};

function nameIn(tag: string): string {
  return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
}

/** The global types of the toolbar. */
export const switches: NonNullable<Preview['globalTypes']> = {
  theme: {
    description: 'Theme',
    toolbar: {
      icon: 'paintbrush',
      dynamicTitle: true,
      items: [
        { value: 'system', title: 'As the system' },
        { value: 'light', title: 'Light' },
        { value: 'dark', title: 'Dark' },
        { value: 'contrast', title: 'High contrast' },
        ...Object.keys(examples).map((path) => {
          const value = nameOf(path);
          return { value, title: `${value.charAt(0).toUpperCase()}${value.slice(1)}, an example` };
        }),
      ],
    },
  },
  language: {
    description: 'Language',
    toolbar: {
      icon: 'globe',
      dynamicTitle: true,
      items: Object.entries(languages).map(([value, title]) => ({ value, title })),
    },
  },
  direction: {
    description: 'Direction',
    toolbar: {
      icon: 'transfer',
      dynamicTitle: true,
      items: [
        { value: 'auto', title: 'Direction of the language' },
        { value: 'ltr', title: 'From left to right' },
        { value: 'rtl', title: 'From right to left' },
      ],
    },
  },
  framework: {
    description: 'Framework of the code',
    toolbar: {
      icon: 'markup',
      dynamicTitle: true,
      items: [
        { value: 'html', title: 'HTML' },
        { value: 'react', title: 'React' },
        { value: 'vue', title: 'Vue' },
        { value: 'svelte', title: 'Svelte' },
        { value: 'angular', title: 'Angular' },
      ],
    },
  },
};

export const defaultSwitches = {
  theme: 'system',
  language: 'en',
  direction: 'auto',
  framework: 'html',
};

/** The tag of the language that is chosen. */
export function languageIn({ language }: Globals): string {
  return String(language);
}

/** The direction that is chosen, or that of the language. */
export function directionIn(globals: Globals): string {
  const { direction } = globals;
  const ofLanguage = languageIn(globals).startsWith('ar') ? 'rtl' : 'ltr';
  return direction === 'auto' ? ofLanguage : String(direction);
}

/**
 * Has the document follow the switches.
 * @param isStory whether a story fills the page; a page of documentation keeps its own colours, language and direction.
 */
export function followSwitches(globals: Globals, isStory: boolean): void {
  const name = String(globals['theme']);
  const present = document.querySelector('style[data-theme-of-elements]');
  const style = present ?? document.createElement('style');
  style.setAttribute('data-theme-of-elements', name);
  style.textContent = styleSheets.get(name) ?? '';
  if (!present) document.head.append(style);
  if (!isStory) return;
  const root = document.documentElement;
  root.dataset['theme'] = name;
  root.lang = languageIn(globals);
  root.dir = directionIn(globals);
}
