/**
 * Logins: the one form in which they are compared.
 * @module
 */

/** Most code points of a login. */
const maxLoginLength = 255;

/** Controls, unassigned and private code points, lone surrogates, and what reorders or hides text. */
const refused = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/**
 * Brings a login to the form in which it is compared: trimmed, NFKC, without difference of case. That form
 * is its own normal form. Returns undefined for what cannot be a login.
 */
export function normaliseLogin(login: string): string | undefined {
  const trimmed = login.trim();
  if (refused.test(trimmed) || [...trimmed].length > maxLoginLength) return undefined;
  // NFKC takes some accents for a space and a mark, hence the second trim.
  const folded = fold(trimmed.normalize('NFKC')).normalize('NFKC').trim();
  return folded === '' ? undefined : folded;
}

/**
 * Folds case. By way of upper case, since lower case alone would tell "ß" from "SS" and the Greek sigmas
 * apart; from lower case, since upper case leaves "ẞ" as it is.
 */
function fold(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}
