/**
 * Codes that a person types: their check symbols, and long ones in groups.
 *
 * A check symbol detects typing errors before a try is used up; it is not a secret.
 * @module
 */

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const longLength = 16;
const shortLength = 10;

/** Tells whether a normalised code has 16 symbols, of which the last is the check symbol of the others. */
export function isLongCode(normalised: string): boolean {
  return (
    normalised.length === longLength &&
    [...normalised].every((symbol) => crockford.includes(symbol)) &&
    longCodeCheckSymbol(normalised.slice(0, -1)) === normalised.at(-1)
  );
}

/**
 * The 16th symbol of a long code: the sum of its 15 symbols weighted with alpha^1 to alpha^15 in GF(2^5),
 * alpha a root of x^5 + x^2 + 1. Detects every wrong symbol and every swap of two.
 */
function longCodeCheckSymbol(symbols: string): string {
  let weight = 1;
  let sum = 0;
  for (const symbol of symbols) {
    weight = timesAlpha(weight);
    sum ^= multiply(crockford.indexOf(symbol), weight);
  }
  return crockford[sum]!;
}

/** Groups a normalised long code for display: `3AHR-Z6DM-V29G-QY5H`. */
export function formatLongCode(normalised: string): string {
  return normalised.replace(/(.{4})(?=.)/g, '$1-');
}

/** Makes a long code of 75 bits from 15 random bytes, check symbol included. */
export function longCodeFrom(random: Uint8Array): string {
  const symbols = [...random.subarray(0, longLength - 1)]
    .map((byte) => crockford[byte & 31]!)
    .join('');
  return symbols + longCodeCheckSymbol(symbols);
}

/** Tells whether `digits` is a short code: ten digits, the last one by Luhn (ISO/IEC 7812-1). */
export function isShortCode(digits: string): boolean {
  return (
    /^\d+$/.test(digits) &&
    digits.length === shortLength &&
    luhnCheckDigit(digits.slice(0, -1)) === digits.at(-1)
  );
}

/** The check digit of `digits` by Luhn's formula. */
export function luhnCheckDigit(digits: string): string {
  let sum = 0;
  [...digits].reverse().forEach((digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return String((10 - (sum % 10)) % 10);
}

function timesAlpha(value: number): number {
  const doubled = value << 1;
  return doubled & 0x20 ? doubled ^ 0x25 : doubled;
}

function multiply(a: number, b: number): number {
  let product = 0;
  let shifted = b;
  for (let bit = 0; bit < 5; bit++) {
    if ((a >> bit) & 1) product ^= shifted;
    shifted = timesAlpha(shifted);
  }
  return product;
}
