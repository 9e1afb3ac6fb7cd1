/**
 * What the elements show and do while the stories are played, and whether the custom elements manifest says the same.
 * @module
 */
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from 'playwright-core';
import type { Described, ElementDeclaration } from '../manifest/manifest.js';

const watcher = fileURLToPath(
  new URL('../../../tools/gallery/watch-elements.mjs', import.meta.url),
);

/** Parts that are rendered, slots, states that are set, events that are sent. */
const kinds = {
  part: ({ cssParts = [] }: ElementDeclaration) => cssParts,
  slot: ({ slots = [] }: ElementDeclaration) => slots,
  state: ({ cssStates = [] }: ElementDeclaration) => cssStates,
  event: ({ events = [] }: ElementDeclaration) => events,
} satisfies Record<string, (element: ElementDeclaration) => readonly Described[]>;

/** Collects what is seen in some contexts. */
export class ElementSightings {
  readonly #seen = new Set<string>();

  /** Watches the pages that a context opens from now on. */
  async watch(context: BrowserContext): Promise<void> {
    await context.exposeFunction('sawElement', (tag: string, kind: string, name: string) => {
      this.#seen.add(`${tag} ${kind} ${name}`);
    });
    await context.addInitScript({ path: watcher });
  }

  /**
   * What differs from the manifest.
   * @param isWhole whether all stories were played; else nothing is missed.
   */
  faults(elements: readonly ElementDeclaration[], isWhole: boolean): string[] {
    const documented = new Set(
      elements.flatMap((element) =>
        Object.entries(kinds).flatMap(([kind, of]) =>
          of(element).map(({ name }) => `${element.tagName} ${kind} ${name}`),
        ),
      ),
    );
    const unknown = [...this.#seen].filter((one) => !documented.has(one));
    const unseen = [...documented].filter((one) => !this.#seen.has(one));
    return [
      ...unknown.map((one) => `not in the manifest: ${one}`),
      ...(isWhole ? unseen.map((one) => `in no story: ${one}`) : []),
    ];
  }
}
