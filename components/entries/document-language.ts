import type { ShippedLanguages } from '../internal/session/shipped-languages.js';
import { Language } from '../messages/language.js';
import type { Messages } from '../messages/messages.js';

/** The language of a document, by the `lang` of its root, for parts that are no elements of the kit. */
export class DocumentLanguage {
  readonly #shipped: ShippedLanguages;
  readonly #listeners = new Set<() => void>();
  #lang = '';
  #offered: readonly Messages[] = [];
  #current = new Language('', []);

  /** @param shipped loads texts. Its owner calls `changed` when it has loaded some. */
  constructor(shipped: ShippedLanguages) {
    this.#shipped = shipped;
    const observer = new MutationObserver(this.changed);
    observer.observe(document.documentElement, { attributeFilter: ['lang'] });
    void this.settled();
  }

  /** The present sentences. While texts are loaded, they stay as they were. */
  get current(): Language {
    const { lang } = document.documentElement;
    const offered = this.#shipped.loaded;
    const isSame = lang === this.#lang && offered === this.#offered;
    if (isSame || this.#shipped.load(lang)) return this.#current;
    this.#lang = lang;
    this.#offered = offered;
    return (this.#current = new Language(lang, offered));
  }

  /** Texts that are loaded. */
  get messages(): readonly Messages[] {
    return this.#shipped.loaded;
  }

  /** Resolves when nothing is being loaded for the language. */
  async settled(): Promise<void> {
    await this.#shipped.load(document.documentElement.lang);
  }

  /**
   * Calls the listener whenever something else may be said.
   * @param signal ends that; without it, the listener stays as long as the document.
   */
  listen(listener: () => void, signal?: AbortSignal): void {
    if (signal?.aborted) return;
    this.#listeners.add(listener);
    signal?.addEventListener('abort', () => this.#listeners.delete(listener));
  }

  /** Tells the listeners. */
  readonly changed = (): void => {
    for (const listener of this.#listeners) listener();
  };
}
