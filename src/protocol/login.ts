/**
 * Logins, and the normal form in which they are compared.
 * @module
 */

/** Maximum number of code points of a login. */
const maxLoginLength = 255;

/** Controls, unassigned and private code points, lone surrogates, and what reorders or hides text. */
const refused = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/**
 * Brings a login to the form in which it is compared: trimmed, NFKC, case folded. The function is idempotent.
 * Returns undefined for text that cannot be a login.
 */
export function normaliseLogin(login: string): string | undefined {
  const trimmed = login.trim();
  if (refused.test(trimmed) || [...trimmed].length > maxLoginLength) return undefined;
  // NFKC splits some accents into a space and a mark, hence the second trim.
  const folded = fold(trimmed.normalize('NFKC')).normalize('NFKC').trim();
  return folded === '' ? undefined : folded;
}

/** Tells whether two spellings mean the same login. Text that cannot be a login means none. */
export function isSameLogin(one: string, other: string): boolean {
  const form = normaliseLogin(one);
  return form !== undefined && form === normaliseLogin(other);
}

/**
 * Folds case. Lower case alone would keep "ß" and "SS", and the Greek sigmas, different, hence upper case in between;
 * upper case alone leaves "ẞ" as it is, hence lower case first.
 */
function fold(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}
