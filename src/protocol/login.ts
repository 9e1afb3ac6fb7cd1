/**
 * Logins, and the normal form in which they are compared.
 * @module
 */
import { withoutAllowedJoiners } from './joiners.js';

/** Maximum number of code points of a login. */
const maxLoginLength = 255;

/** Controls, unassigned and private code points, lone surrogates, and what reorders or hides text. */
const refused = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** Emoji, with the parts of their sequences; digits, `#` and `*`, which are such parts too, are no emoji by themselves. */
const emoji = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u20e3]/u;

/**
 * Brings a login to the form in which it is compared: trimmed, without joiners (ZWJ, ZWNJ), NFKC, case folded. The
 * function is idempotent. Returns undefined for text that cannot be a login.
 *
 * The forms of existing logins cannot change: they stand in the database, and are unique there.
 */
export function normaliseLogin(login: string): string | undefined {
  const trimmed = login.trim();
  if ([...trimmed].length > maxLoginLength) return undefined;
  const plain = withoutAllowedJoiners(trimmed);
  return refused.test(plain) ? undefined : foldLogin(plain) || undefined;
}

/** Tells whether two spellings mean the same login. Text that cannot be a login means none. */
export function isSameLogin(one: string, other: string): boolean {
  const form = normaliseLogin(one);
  return form !== undefined && form === normaliseLogin(other);
}

/**
 * Tells whether a new user may have a login that has a normal form. Emoji are refused as a whole: most are written in
 * several ways that look alike. A user who has one from earlier keeps it.
 */
export function isNewLogin(login: string): boolean {
  return !emoji.test(login);
}

/** Folds a login that is known to be one, as {@link normaliseLogin} does. */
export function foldLogin(login: string): string {
  const text = login
    .replace(/[\u200c\u200d]/g, '')
    .trim()
    .normalize('NFKC');
  // NFKC splits some accents into a space and a mark, hence the second trim.
  return foldCase(text).normalize('NFKC').trim();
}

/**
 * Folds case. Lower case alone would keep "ß" and "SS", and the Greek sigmas, different, hence upper case in between;
 * upper case alone leaves "ẞ" as it is, hence lower case first.
 */
function foldCase(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}
