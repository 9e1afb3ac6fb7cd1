/**
 * Checks the table of typed values in docs/protocol.md, and the examples of `norm` in its appendix.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { isLongCode, isShortCode } from '../../src/crypto/codes.js';
import { isNewLogin, normaliseLogin } from '../../src/protocol/login.js';
import {
  canBeOtp,
  canBePushNumber,
  misfitOfPin,
  normaliseAlias,
  normaliseDigits,
  normaliseLongCode,
  normalisePin,
  normaliseTokenName,
} from '../../src/protocol/typed-values.js';

const root = join(import.meta.dirname, '../../..');

/** What the table says of a value, as pairs of what is typed and what is read; undefined for what is refused. */
type Examples = readonly (readonly [typed: string, read: string | undefined])[];

interface Row {
  readonly read: (typed: string) => string | undefined;
  readonly examples: Examples;
}

const digits = (isGood: (value: string) => boolean) => (typed: string) => {
  const value = normaliseDigits(typed);
  return isGood(value) ? value : undefined;
};

const pin = (typed: string) => {
  const value = normalisePin(typed, 'digits');
  return misfitOfPin(value, 'digits') ? undefined : value;
};

const rows: Readonly<Record<string, Row>> = {
  'PIN that somebody has': {
    read: pin,
    examples: [
      ['٤٨٢٩ ١٦', '482916'],
      [' 48-29\u221216\u200b', '482916'],
      ['1234', '1234'],
      ['123456789012', '123456789012'],
      ['', undefined],
      ['123', undefined],
      ['1234567890123', undefined],
      ['48291l', undefined],
    ],
  },
  'new PIN': {
    read: (typed) => normalisePin(typed, 'digits'),
    examples: [['٤٨٢٩–١٦\u200f', '482916']],
  },
  password: {
    read: (typed) => normalisePin(typed, 'text'),
    examples: [
      [' Correct-Horse ٣\u200b ', ' Correct-Horse ٣\u200b '],
      ['ﬁne', 'fine'],
    ],
  },
  'OTP, at `/rp/v1/otp/verify`': {
    read: digits(canBeOtp),
    examples: [
      ['٤٨١٥-1623 ', '48151623'],
      ['12345', undefined],
      ['12345678901', undefined],
    ],
  },
  'short code (unlock, reset)': {
    read: digits(isShortCode),
    examples: [
      ['12345 678-97', '1234567897'],
      ['۱۲۳۴۵۶۷۸۹۷', '1234567897'],
      ['1234567890', undefined],
      ['3AHR-Z6DM-V29G-QY5H', undefined],
    ],
  },
  'long code (activation, restore)': {
    read: (typed) => {
      const value = normaliseLongCode(typed);
      return isLongCode(value) ? value : undefined;
    },
    examples: [
      ['3ahr z6dm–v٢9g\u200b-qy5h', '3AHRZ6DMV29GQY5H'],
      ['3AHR-Z6DM-V29G-QY5J', undefined],
      ['1234567897', undefined],
    ],
  },
  'number of a push': {
    read: digits(canBePushNumber),
    examples: [
      ['٤٨٢-916', '482916'],
      ['12345', undefined],
      ['1234567897', undefined],
    ],
  },
  login: {
    read: normaliseLogin,
    examples: [
      ['  Ada Lovelace-King ', 'ada lovelace-king'],
      ['ｆｕｌｌ４', 'full4'],
      ['٤', '٤'],
      ['ılıca', 'ilica'],
      ['STRAẞE', 'strasse'],
      ['ΣΟΦΌΣ', 'σοφόσ'],
      ['نامه\u200cای', 'نامهای'],
      ['ශ්\u200dරී', 'ශ්රී'],
      ['a\u200cb', undefined],
      ['a\u200bb', undefined],
      ['a\ue000', undefined],
      ['x'.repeat(256), undefined],
    ],
  },
  alias: {
    read: normaliseAlias,
    examples: [
      ['AB'.repeat(16), 'ab'.repeat(16)],
      [` ${'ab'.repeat(16)}`, undefined],
      ['ab-'.repeat(16), undefined],
      ['٤'.repeat(32), undefined],
    ],
  },
  'name of a browser': {
    read: normaliseTokenName,
    examples: [
      [' Ada’s\u202e laptop-٤\n', 'Ada’s laptop-٤'],
      ['x'.repeat(70), 'x'.repeat(64)],
    ],
  },
  BioKey: {
    // Nothing reads it: `askFactor` stretches it as it is.
    read: (typed) => typed,
    examples: [[' A-b\u200b ٤ ', ' A-b\u200b ٤ ']],
  },
};

describe('the table of typed values', () => {
  let document: string;
  before(async () => (document = await readFile(join(root, 'docs/protocol.md'), 'utf8')));

  it('has the values that are tried here', () => {
    const section = document.split('### 3.4 Typed values')[1]!.split('\n### ')[0]!;
    const named = section
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .map((line) => line.split('|')[1]!.trim());
    assert.deepEqual(named, ['Value', ...Object.keys(rows)]);
  });

  for (const [name, { read, examples }] of Object.entries(rows)) {
    it(`holds for: ${name}`, () => {
      for (const [typed, expected] of examples) {
        assert.equal(read(typed), expected, JSON.stringify(typed));
      }
    });
  }

  it('refuses emoji in new logins only', () => {
    for (const login of ['ada😀', 'ada❤\ufe0f', 'ada🇨🇭', 'ada1\u20e3']) {
      assert.equal(isNewLogin(login), false);
    }
    assert.equal(normaliseLogin('Ada😀'), 'ada😀');
    assert.equal(isNewLogin('ada-1#2*'), true);
  });

  it('agrees with the examples of norm', () => {
    const block = document.split('`norm` in PIN mode, one value a line')[1]!.split('```')[1]!;
    const lines = block.trim().split('\n');
    assert.ok(lines.length >= 7);
    for (const line of lines) {
      const [typed, expected] = JSON.parse(`[${line.replace(/" +"/, '","')}]`) as [string, string];
      assert.equal(normalisePin(typed, 'digits'), expected, line);
    }
  });
});
