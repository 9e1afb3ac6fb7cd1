/**
 * The texts of the elements in one language, as a page offers them: data that JSON can hold.
 * @module
 */
import type { ElementMessages } from './element-messages.js';
import type { en } from './en.js';
import type { Sentences, Translated } from './sentences.js';

/** English texts that every page has. */
type English = Omit<typeof en, 'lang'>;

/** The texts of one language. Those that are left out come from the kit's own file of the language, else are English. */
export type Messages = Translated<English> &
  Translated<ElementMessages> & {
    /** BCP 47 tag, such as `en` or `pt-BR`. */
    readonly lang: string;
    /** Direction of its script; from left to right where it is left out. */
    readonly dir?: 'ltr' | 'rtl';
    /** Whether all texts are there, so that the kit's own file of this language is not loaded. */
    readonly complete?: boolean;
  };

/** What the texts of every page say in one place. */
export type CommonSentences = Sentences<typeof en>;
