/**
 * Pseudo-languages: English with accents, brackets around each text, and 40 % longer. On a page in one of them, a text
 * without brackets was not translated, a text with one bracket is cut off, and one that grows out of its box will do so
 * in some language. They have every text of English, since they are made from it.
 * @module
 */
import { en } from '../../../components/messages/en-all.js';
import type { Messages } from '../../../components/messages/messages.js';

const plain = 'AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz';
const accented = 'ÀàƁƀÇçĎďÉéƑƒĜĝĤĥÎîĴĵĶķĻļṂṃÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž';

/** Each vowel twice makes texts 40 % longer, and single words too, as German does. */
function stretched(letter: string): string {
  const index = plain.indexOf(letter);
  if (index < 0) return letter;
  return accented.charAt(index).repeat('AaEeIiOoUu'.includes(letter) ? 2 : 1);
}

/** Changes the words of a text, and leaves its values as they are. */
function changed(text: string, change: (words: string) => string): string {
  const parts = text.split(/(\{\w+\})/);
  return parts.map((part) => (part.startsWith('{') ? part : part && change(part))).join('');
}

const long = (words: string): string => [...words].map(stretched).join('');

/** Between marks that have letters of the Latin script run from right to left. */
const reversed = (words: string): string => `\u202e${long(words)}\u202c`;

/** An object with the members of `texts`, each text changed; an empty one stays empty. */
function mapped(texts: unknown, change: (words: string) => string): unknown {
  if (typeof texts === 'string') return texts && `[${changed(texts, change)}]`;
  if (typeof texts !== 'object' || !texts) return texts;
  const members = Object.entries(texts).map(([name, one]) => [name, mapped(one, change)]);
  return Object.fromEntries(members) as object;
}

// CLDR has these tags for such languages.
/** English with accents. */
export const pseudo: Messages = { ...(mapped(en, long) as Messages), lang: 'en-XA' };

/** The same from right to left. */
export const mirrored: Messages = {
  ...(mapped(en, reversed) as Messages),
  lang: 'ar-XB',
  dir: 'rtl',
};
