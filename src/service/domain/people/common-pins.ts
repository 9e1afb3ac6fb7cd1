/**
 * PINs and passwords that are guessed first. They are generated, so that the reasons can be read here.
 * @module
 */
import { toBase64Url, utf8 } from '../../../crypto/bytes.js';
import { sha256 } from '../../../crypto/hashes.js';

/** A list of common values, one per line. */
export interface CommonValues {
  readonly text: string;
  /** Of the UTF-8 of `text`, base64url. */
  readonly sha256: string;
}

/** The common PINs, 4 to 12 digits. */
export const commonPins = once(() => [
  ...repeats(),
  ...sequences(),
  ...keypadLines(),
  ...years(),
  ...dates(),
  ...wellKnownPins,
]);

/** The common passwords of 8 code points and more, as people spell them. */
export const commonPasswords = once(() =>
  words
    .flatMap((word) => [word, capitalised(word)])
    .flatMap((word) => endings.map((ending) => word + ending))
    .filter((password) => password.length >= 8),
);

const lengths = [4, 5, 6, 7, 8, 9, 10, 11, 12];

/** Repetitions of one digit, or of a group of two to four digits. */
function repeats(): string[] {
  const groups = [
    ...range(0, 9).map(String),
    ...range(0, 99).map((pair) => String(pair).padStart(2, '0')),
    ...['123', '321', '456', '654', '789', '987', '147', '258', '369', '159', '357', '007'],
    ...['1234', '4321', '1212', '2580', '1122', '2468', '1357'],
  ];
  return groups.flatMap((group) =>
    lengths
      .filter((length) => length % group.length === 0 && length > group.length && length <= 8)
      .map((length) => group.repeat(length / group.length)),
  );
}

/** Sequences up and down from every digit, in steps of one, two and three. */
function sequences(): string[] {
  return [1, -1, 2, -2, 3, -3].flatMap((step) =>
    range(0, 9).flatMap((start) =>
      lengths.map((length) =>
        range(0, length - 1)
          .map((index) => (((start + step * index) % 10) + 10) % 10)
          .join(''),
      ),
    ),
  );
}

/** Columns, rows, corners and crosses of a telephone's keypad. */
function keypadLines(): string[] {
  const lines = [
    '147',
    '258',
    '369',
    '741',
    '852',
    '963',
    '159',
    '951',
    '357',
    '753',
    '123',
    '321',
  ];
  const more = ['0258', '8520', '2580', '0852', '1793', '1397', '7913'];
  const pairs = lines.flatMap((first) => lines.map((second) => first + second));
  const tours = ['147258', '147258369', '741852963', '963852741', '123654', '123654789', '987456'];
  return [...more, ...pairs, ...tours, '112233', '445566', '778899', '332211', '11223344'];
}

function years(): string[] {
  const all = range(1940, 2035).map(String);
  return [...all, ...range(1970, 2012).map((year) => `${year}${year}`)];
}

/** First days of months and famous days, in the orders in which people write them. */
function dates(): string[] {
  const days = [
    ...range(1, 12).map((month) => [1, month] as const),
    ...range(1, 12).map((month) => [month, month] as const),
    ...([
      [24, 12],
      [25, 12],
      [31, 12],
      [14, 2],
      [4, 7],
      [14, 7],
      [11, 9],
    ] as const),
  ];
  return days.flatMap(([day, month]) => {
    const [d, m] = [two(day), two(month)];
    const withYear = [80, 85, 90, 95, 0].flatMap((year) => [`${d}${m}${two(year)}`]);
    return [`${d}${m}`, `${m}${d}`, ...withYear];
  });
}

/** From films, games, keyboards and telephones. */
const wellKnownPins = split(`
  0007 1004 1010 1024 1066 1138 1221 1313 1337 1701 1776 1812 1984 2001 2020 2112 2222 2468
  3141 31415 314159 3141592 31415926 4077 4242 4711 5150 5683 6969 8008 8675 8675309 9110 9111
  9999 02580 13579 24680 42069 69420 80085 86420 90210 97531 112358 101010 110110 121314
  123098 123123 123321 124816 131313 135246 141414 142857 161803 171819 181818 192837 198419
  201010 202020 212121 246810 271828 314151 321654 420420 456123 520520 520131 5201314 696969
  777888 789456 789456123 800800 852456 868686 911911 987123 999111 1029384756 1234512345
  12341234 123454321 12345432 1223334444 10203040 1020304050 18273645 19283746 55555 0000001
  00000001 1000000 10000000 100000 200000
`);

const words = split(`
  password passwort motdepasse contrasena qwertyui qwerty qwertz azerty asdfgh asdfghjk zxcvbn
  zxcvbnm qazwsx qazwsxedc iloveyou princess sunshine football baseball basketball superman
  batman starwars pokemon monkey dragon master shadow michael jennifer jordan charlie daniel
  ashley jessica letmein welcome willkommen bienvenue admin administrator root login user test
  testtest changeme default secret trustno1 whatever computer internet freedom liverpool
  chelsea arsenal barcelona summer winter spring autumn sommer hello hallo bonjour flower
  butterfly chocolate cookie banana orange google facebook samsung mustang ferrari mercedes
  harley corvette killer hunter soccer hockey tigger ginger pepper maggie bailey buster abcd
  abcdef abcdefgh abc aaaa a1b2c3 1q2w3e4r 1qaz2wsx q1w2e3r4 p@ssw0rd pa$$word passw0rd
  p@ssword 12345678 123456789 1234567890 87654321 11111111 00000000 neon bank money january
  december monday friday london paris
`);

const endings = [
  '',
  ...split(`
  ! 1 12 123 1234 12345 123456 123! 1! 01 007 2020 2021 2022 2023 2024 2025 2026
`),
];

function once(values: () => readonly string[]): () => CommonValues {
  let list: CommonValues | undefined;
  return () => (list ??= toList(values()));
}

function toList(values: readonly string[]): CommonValues {
  const text = [...new Set(values)].sort().join('\n') + '\n';
  return { text, sha256: toBase64Url(sha256(utf8(text))) };
}

/** The words of a text. */
function split(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
