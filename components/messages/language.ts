import { intlTag, lookupTags } from './language-tags.js';
import type { Messages } from './messages.js';
import { sentencesOf, type Sentences, type Wording } from './sentences.js';

/** What is said in one place of a page: in the language of that place as far as there are texts, else in English. */
export class Language {
  /** How texts are used that are only there in English. */
  readonly #english: Omit<Wording, 'texts'>;
  readonly #wordings: readonly Wording[];
  /** By the English texts. */
  readonly #made = new Map<object, unknown>();

  /**
   * @param lang the language of the place, empty where it is not known.
   * @param offered translations, the preferred ones of a language first.
   */
  constructor(lang: string, offered: readonly Messages[]) {
    const tags = lookupTags(lang || 'en');
    const withTag = (wanted: string) =>
      offered.filter((texts) => texts.lang.toLowerCase() === wanted);
    const isEnglish = tags.at(-1) === 'en';
    this.#english = { tag: isEnglish ? intlTag(lang) : 'en', isForeign: !isEnglish };
    const own = tags.flatMap(withTag).map((texts) => {
      return { texts, tag: intlTag(lang, texts.lang), isForeign: false };
    });
    const english = isEnglish ? [] : withTag('en');
    this.#wordings = [...own, ...english.map((texts) => ({ texts, ...this.#english }))];
  }

  /**
   * The sentences of these texts.
   * @param member where translations have them; without it, they are their top members.
   */
  sentences<E extends object>(english: E, member?: string): Sentences<E> {
    const made = this.#made.get(english) ?? this.#make(english, member);
    this.#made.set(english, made);
    return made as Sentences<E>;
  }

  #make<E extends object>(english: E, member: string | undefined): Sentences<E> {
    const wordings = this.#wordings.map((wording) => ({
      ...wording,
      texts: member ? Reflect.get(wording.texts as Messages, member) : wording.texts,
    }));
    return sentencesOf(english, wordings, this.#english);
  }
}

/** The direction of what is said in a place with this `lang`. */
export function directionOf(lang: string, offered: readonly Messages[]): 'ltr' | 'rtl' {
  const tags = lookupTags(lang);
  return offered.find((texts) => tags.includes(texts.lang.toLowerCase()))?.dir ?? 'ltr';
}
