import {
  canBeOtp,
  canBePushNumber,
  isSamePin,
  isTokenName,
  misfitOfPin,
  normaliseAlias,
  normaliseDigits,
  normaliseLongCode,
  normalisePin,
  normaliseTokenName,
} from '../../src/protocol/typed-values.js';
import type { Harness } from './harness.js';

/** Blanks, dashes and invisible characters, some of which arrive when a value is copied. */
const between = [
  ...[' ', '\t', '\n', '\u00a0', '\u1680', '\u2007', '\u202f', '\u3000'],
  ...['-', '\u2010', '\u2011', '\u2013', '\u2014', '\u2212', '\u207b', '\ufe63', '\uff0d'],
  ...['\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u202c', '\u2066', '\u2069', '\ufeff'],
];

/**
 * How a PIN was normalised before blanks and dashes were dropped: NFKC, then each decimal digit as its ASCII counterpart.
 * A PIN could be defined when nothing but digits came out.
 */
function formerPin(pin: string): string {
  return pin.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0)!;
    let zero = point;
    while (zero > point - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
    return String(point - zero);
  });
}

/** The characters that a PIN could consist of. */
function formerPinCharacters(): string[] {
  const found = [];
  for (let point = 0; point < 0x110000; point++) {
    const character = String.fromCodePoint(point);
    if (/^\d+$/.test(formerPin(character))) found.push(character);
  }
  return found;
}

/** How values are read that a person types. */
export function typedValues({ it, equal }: Harness): void {
  it('a PIN that could be defined before gives the same bytes', () => {
    const characters = formerPinCharacters();
    equal(characters.length > 800, true);
    const different = [];
    for (let from = 0; from < characters.length; from++) {
      // Neighbours of one script, and characters of scripts that are far apart.
      for (const step of [1, 7, 131]) {
        const pin = Array.from({ length: 6 }, (_, place) => {
          return characters[(from + place * step) % characters.length];
        }).join('');
        if (!/^\d+$/.test(formerPin(pin)) || normalisePin(pin, 'digits') !== formerPin(pin)) {
          different.push(pin);
        }
      }
    }
    equal(different.join(), '');
  });

  it('a password keeps every character', () => {
    const password = ` correct-horse \u200bbattery\u00ad– ٣ \uff0d `;
    equal(normalisePin(password, 'text'), password.normalize('NFKC'));
    equal(normalisePin('ﬁne', 'text'), 'fine');
    equal(isSamePin('a b', 'ab', 'text'), false);
    equal(isSamePin('Ab', 'ab', 'text'), false);
  });

  it('a value of digits is read without blanks, dashes and invisible characters, in any script', () => {
    for (const one of between) {
      equal(normaliseDigits(`${one}48${one}29 16${one}`), '482916');
      equal(isSamePin(`48${one}2916`, '482916', 'digits'), true);
    }
    equal(normaliseDigits('١٢٣٤٥٦٧٨٩٠'), '1234567890');
    equal(normaliseDigits('१२३-۴۵۶'), '123456');
    equal(normaliseDigits('４８２ ９１６'), '482916');
    equal(normaliseDigits('𝟗𝟘𝟡'), '909');
  });

  it('what is no digit stays, so that it can be refused', () => {
    for (const text of ['4829l6', '48.2916', '48_2916', '48\u00002916', 'hunter2']) {
      equal(normaliseDigits(text), text);
    }
  });

  it('only what cannot be anybody’s PIN or password has a misfit', () => {
    const misfit = (typed: string) => misfitOfPin(normalisePin(typed, 'digits'), 'digits');
    for (const typed of ['', ' - ', '1', '123']) equal(misfit(typed), 'too-short');
    for (const typed of ['correct horse', '48291a', '4829.16', '½½½½'])
      equal(misfit(typed), 'form');
    equal(misfit('1234567890123'), 'too-long');
    for (const typed of ['1234', '482 916', '123456789012', '٤٨٢٩١٦'])
      equal(misfit(typed), undefined);
    equal(misfitOfPin('', 'text'), 'too-short');
    for (const typed of [' ', 'x', 'x'.repeat(1000)]) equal(misfitOfPin(typed, 'text'), undefined);
  });

  it('only values of the right length can be a one-time password or the number of a push', () => {
    const lengths = [0, 5, 6, 7, 8, 10, 11];
    const digits = lengths.map((length) => '1'.repeat(length));
    equal(
      digits
        .filter(canBeOtp)
        .map((text) => text.length)
        .join(),
      '6,7,8,10',
    );
    equal(
      digits
        .filter(canBePushNumber)
        .map((text) => text.length)
        .join(),
      '6',
    );
    equal(canBeOtp('1234567x'), false);
    equal(canBePushNumber('12345x'), false);
  });

  it('a long code is read in capitals and small letters, with digits of any script', () => {
    for (const one of between) {
      equal(normaliseLongCode(`${one}3ahr${one}Z6DM${one}v29g${one}QY5H`), '3AHRZ6DMV29GQY5H');
    }
    equal(normaliseLongCode('٣ahr-z٦dm-v۲۹g-qy５h'), '3AHRZ6DMV29GQY5H');
    equal(normaliseLongCode('oOiIlL'), '001111');
  });

  it('a name of a browser has 64 code points, and nothing that reorders or breaks it', () => {
    equal(normaliseTokenName(' Ada’s\u202e phone\n '), 'Ada’s phone');
    equal([...normaliseTokenName('😀'.repeat(70))].length, 64);
    for (const name of ['a\u202eb', 'a\nb', 'a\u2028b', 'a\ud800b', 'x'.repeat(65)]) {
      equal(isTokenName(name), false);
      equal(isTokenName(normaliseTokenName(name)), true);
    }
    equal(isTokenName('نامه\u200cای 👩‍💻 48-29'), true);
  });

  it('an alias has 32 hexadecimal digits of ASCII, in capitals or not', () => {
    equal(normaliseAlias('0123456789ABCDEF'.repeat(2)), '0123456789abcdef'.repeat(2));
    for (const text of ['', 'a'.repeat(31), ` ${'a'.repeat(32)}`, '٠'.repeat(32), 'g'.repeat(32)]) {
      equal(normaliseAlias(text), undefined);
    }
  });
}
