/**
 * The custom elements manifest, for stories.
 * @module
 */
import manifest from '../../build/custom-elements.json?raw';
import {
  elementsOf,
  type ElementDeclaration,
  type Manifest,
} from '../../tools/manifest/manifest.js';

/** The elements of the kit, as the manifest has them. */
export const documentedElements: readonly ElementDeclaration[] = elementsOf(
  JSON.parse(manifest) as Manifest,
);

/** The declaration of an element in the manifest. */
export function documentedElement(tag: string): ElementDeclaration {
  const element = documentedElements.find(({ tagName }) => tagName === tag);
  if (!element) throw new Error(`<${tag}> is not in the custom elements manifest`);
  return element;
}
