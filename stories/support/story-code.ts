/**
 * The code of a story, as it is shown beside it.
 * @module
 */
import type { StoryContext } from '@storybook/web-components-vite';
import { frameworkCode, isFramework } from '../../tools/gallery/framework-code/framework-code.js';
import type { Markup, MarkupElement } from '../../tools/gallery/framework-code/markup.js';
import { documentedElements } from './manifest.js';
import { changedAttributes } from './controls.js';

/** Placeholders for service and alias. */
const example = {
  service: 'https://mfa.example',
  alias: '0123456789abcdef0123456789abcdef',
};

/**
 * Code in the framework that is chosen in the toolbar.
 * @param source HTML of the story with what the gallery puts around it; or code of the story's own, which stays as it is.
 */
export function storyCode(source: string, context: StoryContext): string {
  const { framework } = context.globals;
  const page = new DOMParser().parseFromString(source, 'text/html');
  const shown = page.querySelector('.surface > *');
  if (!shown || !isFramework(framework)) return source;
  for (const [name, value] of Object.entries(example)) {
    for (const one of page.querySelectorAll('neon-provider')) {
      if (one.getAttribute(name)) one.setAttribute(name, value);
    }
  }
  for (const [element, name, value] of changedAttributes(page, context)) {
    if (value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
  // A provider of the story's own takes the place of the gallery's.
  const own = shown.querySelector('neon-provider');
  return frameworkCode[framework]([elementOf(own ?? shown)], documentedElements);
}

function elementOf(element: Element): MarkupElement {
  return {
    tag: element.localName,
    attributes: [...element.attributes].map(({ name, value }) => [name, value] as const),
    children: [...element.childNodes].flatMap(nodeOf),
  };
}

function nodeOf(node: ChildNode): Markup[] {
  if (node instanceof Element) return [elementOf(node)];
  return node instanceof Text ? [node.data] : [];
}
