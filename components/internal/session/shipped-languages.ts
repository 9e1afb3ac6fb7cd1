import { lookupTags } from '../../messages/language-tags.js';
import type { Messages } from '../../messages/messages.js';

/** Loads the texts of a language, by its tag in lower case. */
export type LanguageLoaders = Readonly<Record<string, () => Promise<Messages>>>;

/** How long elements wait for a language before they say something in English, in milliseconds. */
const patience = 3_000;

/** The languages that come with the kit. Each is loaded once, when it is first needed. */
export class ShippedLanguages {
  readonly #loaders: LanguageLoaders;
  readonly #changed: () => void;
  /** Tags of languages that are loaded, or that nobody waits for any more. */
  readonly #settled = new Set<string>();
  readonly #loading = new Map<string, Promise<void>>();

  /** Those that are loaded; a new list after each change. */
  loaded: readonly Messages[] = [];

  /** @param changed called when a language has been loaded. */
  constructor(loaders: LanguageLoaders, changed: () => void) {
    this.#loaders = loaders;
    this.#changed = changed;
  }

  /**
   * Loads the texts for a language, if there are any. What cannot be loaded stays English.
   * @returns a promise that does not reject; undefined when there is nothing to wait for.
   */
  load(lang: string): Promise<void> | undefined {
    const tag = lookupTags(lang).find((one) => Object.hasOwn(this.#loaders, one));
    if (tag === undefined || this.#settled.has(tag)) return undefined;
    const loading = this.#loading.get(tag) ?? this.#start(tag);
    this.#loading.set(tag, loading);
    return loading;
  }

  async #start(tag: string): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, patience)));
    await Promise.race([this.#fetch(tag), late]);
    clearTimeout(timer);
    this.#settled.add(tag);
  }

  async #fetch(tag: string): Promise<void> {
    try {
      this.loaded = [...this.loaded, await this.#loaders[tag]!()];
      // Before elements that did not wait hear of it.
      this.#settled.add(tag);
      this.#changed();
    } catch {
      // The page goes on in English.
    }
  }
}
