import type { LanguageLoaders } from '../internal/session/shipped-languages.js';

/** The languages of the kit besides English, each in a file that is loaded when a page needs it. */
export const languageLoaders: LanguageLoaders = {
  fr: async () => (await import('./fr.js')).fr,
};
