import { fromBase64Url, toBase64Url } from '../../src/crypto/bytes.js';
import { isLongCode, isShortCode, longCodeFrom } from '../../src/crypto/codes.js';
import { openDir, sealDir, dirHeader } from '../../src/crypto/jwe.js';
import {
  array,
  bytes,
  exactly,
  integer,
  MalformedError,
  object,
  oneOf,
  optional,
  string,
  variant,
  type Reader,
} from '../../src/protocol/readers.js';
import { normaliseLongCode } from '../../src/protocol/typed-values.js';
import { run, type Harness } from './harness.js';

/** Values of which each reader accepts at most those of its own kind. */
const hostile = [
  undefined,
  null,
  0,
  -1,
  1.5,
  NaN,
  2 ** 53,
  true,
  '',
  'x',
  '__proto__',
  [],
  {},
  [[]],
];

function outcome(work: () => unknown): string {
  try {
    work();
    return 'accepted';
  } catch (error) {
    return error instanceof MalformedError ? error.path : (error as Error).name;
  }
}

function refusals<T>(reader: Reader<T>, isGood: (value: unknown) => boolean): string[] {
  return hostile
    .filter((value) => !isGood(value))
    .map((value) => outcome(() => reader(value, '$')))
    .filter((result) => result !== '$');
}

/** Malformed input, which the readers and decoders refuse. */
export function malformedInput({ it, equal }: Harness): void {
  it('base64url: each byte string has one spelling', () => {
    for (const text of ['A', 'AB', 'AAB', 'AA==', 'A A', 'AA\n', '+/+/', 'ÄÄÄÄ', 'AAAAA']) {
      equal(`${text}: ${outcome(() => fromBase64Url(text))}`, `${text}: SyntaxError`);
    }
    for (let length = 0; length < 70; length++) {
      const sample = run(0, length).subarray(1);
      equal(toBase64Url(fromBase64Url(toBase64Url(sample))), toBase64Url(sample));
    }
  });

  it('a reader refuses values of other types and names the path', () => {
    equal(refusals(string(/^a/), () => false).join(), '');
    equal(refusals(integer(), (value) => value === 0).join(), '');
    equal(refusals(bytes(16), () => false).join(), '');
    equal(refusals(oneOf<string | number>('a', 1), () => false).join(), '');
    const list = array(integer(), 3);
    equal(
      refusals(list, (value) => JSON.stringify(value) === '[]' || Array.isArray(value)).join(),
      '',
    );
    equal(
      outcome(() => list([1, 'secret'], '$')),
      '$[1]',
    );
    equal(
      outcome(() => list([1, 2, 3, 4], '$')),
      '$',
    );
    const nested = object({ a: object({ b: optional(integer()) }) });
    equal(
      outcome(() => nested({ a: { b: 'secret' } }, '$')),
      '$.a.b',
    );
    equal(
      outcome(() => nested({ a: { b: null } }, '$')),
      '$.a.b',
    );
    equal(
      outcome(() => nested(Object.create({ a: {} }), '$')),
      '$.a',
    );
  });

  it('a reader of requests refuses an unknown member, a reader of replies ignores it', () => {
    equal(
      outcome(() => exactly({ a: integer() })({ a: 1, b: 2 }, '$')),
      '$.b',
    );
    equal(JSON.stringify(object({ a: integer() })({ a: 1, b: 2 }, '$')), '{"a":1}');
  });

  it('a variant refuses a tag that it does not name, inherited names included', () => {
    const read = variant('st', { active: object({ st: oneOf('active') }) });
    for (const st of ['gone', 'toString', '__proto__', undefined, null]) {
      equal(
        outcome(() => read({ st }, '$')),
        '$.st',
      );
    }
  });

  it('the error of a reader never contains the value', () => {
    try {
      string(/^\d+$/)('canary-482916', '$.pin');
      equal('accepted', 'refused');
    } catch (error) {
      equal(String((error as Error).stack).includes('canary'), false);
    }
  });

  it('the check symbol of a long code detects every wrong symbol and every swap of two', () => {
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    const code = longCodeFrom(run(0x11, 0x1f));
    equal(isLongCode(code), true);
    const missed = [];
    for (let i = 0; i < code.length; i++) {
      for (const symbol of alphabet) {
        const typed = code.slice(0, i) + symbol + code.slice(i + 1);
        if (typed !== code && isLongCode(typed)) missed.push(typed);
      }
      for (let j = i + 1; j < code.length; j++) {
        const swapped = [...code];
        [swapped[i], swapped[j]] = [swapped[j]!, swapped[i]!];
        const typed = swapped.join('');
        if (typed !== code && isLongCode(typed)) missed.push(typed);
      }
    }
    equal(missed.join(), '');
  });

  it('a long code is accepted in every spelling; other text is not a long code', () => {
    equal(normaliseLongCode(' 3ahr–z6dm v29g\tqy5h'), '3AHRZ6DMV29GQY5H');
    equal(normaliseLongCode('oOiIlL'), '001111');
    for (const typed of ['', '3AHR', '3AHRZ6DMV29GQY5HH', '3AHRZ6DMV29GQY5U', 'toString________']) {
      equal(isLongCode(normaliseLongCode(typed)), false);
    }
  });

  it('a short code has ten digits, the last one by Luhn', () => {
    equal(isShortCode('1234567897'), true);
    for (const last of '012345689') equal(isShortCode(`123456789${last}`), false);
    for (const typed of ['', '123456789', '12345678901', '123456789a', '１２３４５６７８９０']) {
      equal(isShortCode(typed), false);
    }
  });

  it('a JWE with another header, a broken tag or another key is refused', async () => {
    const key = run(0, 31);
    const header = dirHeader('btt-res');
    const sealed = await sealDir(key, header, run(1, 5));
    const refused = (work: Promise<unknown>) =>
      work.then(
        () => 'accepted',
        () => 'refused',
      );
    equal(await refused(openDir(key, header, sealed)), 'accepted');
    equal(await refused(openDir(key, dirHeader('btt-syr'), sealed)), 'refused');
    equal(await refused(openDir(run(1, 32), header, sealed)), 'refused');
    const broken = `${sealed.slice(0, -1)}${sealed.endsWith('A') ? 'Q' : 'A'}`;
    equal(await refused(openDir(key, header, broken)), 'refused');
    equal(await refused(openDir(key, header, `${sealed}.`)), 'refused');
    equal(await refused(openDir(key, header, sealed.replace('..', '.AA.'))), 'refused');
    equal(await refused(openDir(key, header, '')), 'refused');
  });
}
