import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Language } from '../../messages/language.js';
import { nearestLang } from '../../messages/language-tags.js';
import type { Messages } from '../../messages/messages.js';

type Host = ReactiveControllerHost & Element;

/** Where translations come from. */
export interface Translations {
  /** Those that are there. */
  readonly messages: readonly Messages[];
  /** Loads what is there for a language. Returns undefined when there is nothing to wait for. */
  loadLanguage?(lang: string): Promise<void> | undefined;
}

/** Follows the `lang` that applies to an element, and has the texts of that language loaded. */
export class LanguageController implements ReactiveController {
  readonly #host: Host;
  readonly #translations: () => Translations | undefined;
  readonly #observer: MutationObserver;
  /** The `lang` of the place. */
  #nearest = '';
  /** The `lang` whose texts are used. It stays the former one while others are loaded. */
  #used = '';
  #offered: readonly Messages[] = [];
  #language = new Language('', []);

  /** @param translations gives them; undefined while there are none. */
  constructor(host: Host, translations: () => Translations | undefined) {
    this.#host = host;
    this.#translations = translations;
    this.#observer = new MutationObserver(() => this.#look());
    host.addController(this);
  }

  /** The sentences at the host's place. */
  get language(): Language {
    const offered = this.#translations()?.messages ?? [];
    if (offered !== this.#offered) this.#use(this.#used, offered);
    return this.#language;
  }

  hostConnected(): void {
    const options = { attributes: true, attributeFilter: ['lang'], subtree: true };
    // Each tree around the host: changes in a shadow tree are not seen from outside.
    for (let node: Node = this.#host; ;) {
      const root = node.getRootNode();
      this.#observer.observe(root, options);
      if (!(root instanceof ShadowRoot)) break;
      node = root.host;
    }
    this.#look();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  /**
   * Uses the language of the place, once its texts are there. Call it before each update.
   * @returns what to wait for, undefined if there is nothing.
   */
  settle(): Promise<void> | undefined {
    const loading = this.#translations()?.loadLanguage?.(this.#nearest);
    if (!loading && this.#used !== this.#nearest) this.#use(this.#nearest, this.#offered);
    return loading;
  }

  #look(): void {
    const lang = nearestLang(this.#host);
    if (lang === this.#nearest) return;
    this.#nearest = lang;
    this.#host.requestUpdate();
  }

  #use(lang: string, offered: readonly Messages[]): void {
    this.#used = lang;
    this.#offered = offered;
    this.#language = new Language(lang, offered);
  }
}
