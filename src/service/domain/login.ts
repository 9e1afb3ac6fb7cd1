/**
 * Logins: the one form in which they are compared.
 * @module
 */

/** Most code points of a login. */
export const maxLoginLength = 255;

/** Controls, unassigned and private code points, lone surrogates, and what reorders or hides text. */
const refused = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/**
 * Brings a login to the form in which it is compared: trimmed, NFKC, without difference of case.
 * Returns undefined for what cannot be a login.
 */
export function normaliseLogin(login: string): string | undefined {
  const trimmed = login.trim();
  // Upper case first: folding by lower case alone would tell "ß" from "SS", and the Greek sigmas apart.
  const folded = trimmed.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
  const isLogin = !refused.test(trimmed) && folded !== '' && [...trimmed].length <= maxLoginLength;
  return isLogin ? folded.replaceAll('ς', 'σ') : undefined;
}
