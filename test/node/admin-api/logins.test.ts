import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { normaliseLogin } from '../../../src/protocol/login.js';
import type { AdminApi } from '../../support/services/admin-api.js';
import { TestService } from '../../support/services/test-service.js';
import { assertRefused } from '../support/services/door-answers.js';

/** Pairs of spellings of one login. */
const same: [string, string][] = [
  ['Ada', 'aDA'],
  ['  ada2 ', 'ada2'],
  ['Straße', 'STRASSE'],
  ['STRAẞE2', 'strasse2'],
  ['ΣΟΦΌΣ', 'σοφός'],
  ['σοφόσ2', 'ΣΟΦΌΣ2'],
  ['ｆｕｌｌ', 'full'],
  ['ﬁne', 'FINE'],
  ['zoe\u0308', 'ZOË'],
  ['Ⅷ', 'viii'],
  ['²', '2'],
  ['İ', 'i\u0307'],
];

const refused: Record<string, string> = {
  'nothing but space': ' \u00a0\u3000',
  'a null': 'a\0b',
  'a line break': 'a\nb',
  'an escape': 'a\u001bb',
  'a C1 control': 'a\u0085b',
  'a right-to-left override': 'a\u202eb',
  'an isolate': 'a\u2066b',
  'a right-to-left mark': 'a\u200fb',
  'a zero-width space': 'a\u200bb',
  'a zero-width joiner': 'a\u200db',
  'a soft hyphen': 'a\u00adb',
  'a byte order mark': 'a\ufeffb',
  'a variation selector': 'a\ufe0fb',
  'a Hangul filler': 'a\u3164b',
  'a tag': 'a\u{e0061}b',
  'a line separator': 'a\u2028b',
  'a lone surrogate': 'a\ud800b',
  'a private code point': 'a\ue000b',
  'an unassigned code point': 'a\u{fffff}b',
  'more than 255 code points': '😀'.repeat(256),
};

describe('a login', () => {
  let service: TestService;
  let admin: AdminApi;
  let mac: string;

  before(async () => {
    service = await TestService.start();
    ({ admin } = service);
    mac = await admin.makeService();
  });

  after(() => service.close());

  for (const [what, login] of Object.entries(refused)) {
    it(`is refused with ${what}`, async () => {
      const answer = await admin.post('/users', { service: mac, login });
      const sentence = 'A login has 1 to 255 characters, none of them invisible.';
      assertRefused(answer, '422 SETTING_REFUSED', sentence);
    });
  }

  for (const [first, second] of same) {
    it(`${JSON.stringify(first)} is the same as ${JSON.stringify(second)}`, async () => {
      const uid = await admin.makeUser(mac, first);
      assertRefused(
        await admin.post('/users', { service: mac, login: second }),
        '409 LOGIN_EXISTS',
      );
      const query = new URLSearchParams({ service: mac, login: second });
      const { body } = await admin.get(`/users?${query}`);
      assert.deepEqual(
        (body['users'] as { uid: string; login: string }[]).map((user) => [user.uid, user.login]),
        [[uid, first.trim()]],
      );
    });
  }

  it('may have 255 code points, however many bytes they take', async () => {
    await admin.makeUser(mac, '😀'.repeat(255));
  });

  it('differs from one with another accent, dot or inner space', async () => {
    for (const login of ['rene', 'rené', 're ne', 're.ne']) await admin.makeUser(mac, login);
  });

  it('is unique within a service', async () => {
    await admin.makeUser(await admin.makeService(), 'Ada');
  });

  it('has a normal form that is the same for any case and composition, and for itself', () => {
    for (let point = 0; point < 0x110000; point++) {
      const login = `a${String.fromCodePoint(point)}b`;
      const form = normaliseLogin(login);
      if (form === undefined) continue;
      for (const spelling of [
        form,
        login.toUpperCase(),
        login.toLowerCase(),
        login.normalize('NFD'),
      ]) {
        assert.equal(normaliseLogin(spelling), form, `U+${point.toString(16)}`);
      }
    }
  });
});
