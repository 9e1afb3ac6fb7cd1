/**
 * Values that a person types, and the one spelling of each that is sent, stretched or compared. The table in
 * docs/protocol.md (section 3.4) says the same in words. Logins are in `login.ts`.
 * @module
 */
import type { PinRefusal } from '../errors.js';

/** What the person knows. `digits`: a PIN. `text`: a password. */
export type PinKind = 'digits' | 'text';

/** Lengths that a PIN of digits can have in any service, whatever the policy of today asks of a new one. */
export const pinDigits = { min: 4, max: 12 } as const;

/** What people put between the symbols of a value, and what is copied along unseen: blanks, dashes, format characters. */
const between = /[\s\p{Z}\p{Pd}\p{Cf}\u2212]/gu;

/** Token names have none of these: controls, lone surrogates, line breaks, and what reorders text. */
const unfitForName = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Maximum number of code points of a token name. */
const maxNameLength = 64;

/**
 * Reads a value that consists of digits: a PIN, a one-time password, a short code, the number of a push request.
 * Blanks, dashes and invisible characters are dropped, and digits of other scripts become ASCII. What else is there
 * stays, so that the caller can refuse it.
 *
 * This cannot change for a value of digits alone: stored verifiers of PINs depend on it.
 */
export function normaliseDigits(text: string): string {
  return withAsciiDigits(text.normalize('NFKC').replace(between, ''));
}

/**
 * Reads a PIN or a password before it is stretched. A password keeps every character, and is only brought to NFKC.
 */
export function normalisePin(pin: string, kind: PinKind): string {
  return kind === 'digits' ? normaliseDigits(pin) : pin.normalize('NFKC');
}

/**
 * Says why a value, as read by {@link normalisePin}, cannot be the PIN or password of anybody in any service; undefined
 * when it can. The policy of the service has no say: it may have been another one when the PIN was chosen.
 */
export function misfitOfPin(value: string, kind: PinKind): PinRefusal | undefined {
  if (value === '') return 'too-short';
  if (kind === 'text') return undefined;
  if (!/^\d+$/.test(value)) return 'form';
  if (value.length < pinDigits.min) return 'too-short';
  return value.length > pinDigits.max ? 'too-long' : undefined;
}

/** Tells whether two entries are the same PIN or password. */
export function isSamePin(first: string, second: string, kind: PinKind): boolean {
  return normalisePin(first, kind) === normalisePin(second, kind);
}

/** Tells whether a value, as read by {@link normaliseDigits}, can be a one-time password of any service. */
export function canBeOtp(value: string): boolean {
  return /^\d{6,10}$/.test(value);
}

/** Tells whether a value, as read by {@link normaliseDigits}, can be the number of a push request. */
export function canBePushNumber(value: string): boolean {
  return /^\d{6}$/.test(value);
}

/**
 * Reads a long code (Crockford base 32): capitals, `O` as `0`, `I` and `L` as `1`, digits of other scripts as ASCII,
 * without blanks, dashes and invisible characters.
 */
export function normaliseLongCode(text: string): string {
  return normaliseDigits(text).toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
}

/** Makes the name of a token from what was typed: at most 64 code points, without what {@link isTokenName} refuses. */
export function normaliseTokenName(text: string): string {
  return [...text.replace(unfitForName, '').trim()].slice(0, maxNameLength).join('').trim();
}

/** Tells whether text can be the name of a token. */
export function isTokenName(name: string): boolean {
  return [...name].length <= maxNameLength && name.search(unfitForName) === -1;
}

/** Reads an alias: 32 hexadecimal digits, in capitals or not; undefined for any other text. */
export function normaliseAlias(text: string): string | undefined {
  return /^[0-9a-f]{32}$/i.test(text) ? text.toLowerCase() : undefined;
}

/**
 * Replaces each decimal digit of another script by the ASCII digit that is as far from `0` as the digit is from the
 * first one of its run of digits, nine at most.
 */
function withAsciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0)!;
    let zero = point;
    while (zero > point - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
    return String(point - zero);
  });
}
