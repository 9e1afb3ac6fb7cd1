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
  ['ı', 'i'],
  ['نامه\u200cای', 'نامهای'],
  ['ශ්\u200dරී', 'ශ්රී'],
  ['क्\u200cष', 'क्\u200dष'],
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
  'more than 255 code points': '𐐷'.repeat(256),
  'a joiner between letters that do not join': 'a\u200cb',
  'a joiner after a letter that joins only the one before': 'دا\u200cما',
  'a zero-width joiner in an Arabic word': 'نامه\u200dای',
  'a joiner at the end': 'نامه\u200c',
  'two joiners in a row': 'ක්\u200d\u200dෂ',
  'an emoji': 'ada😀',
  'an emoji with a variation selector': 'ada❤\ufe0f',
  'an emoji without one': 'ada❤',
  'an emoji made of several': 'ada👩‍💻',
  'a flag': 'ada🇨🇭',
  'a tone of skin': 'ada\u{1f3fd}',
  'a keycap': 'ada1\u20e3',
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
      const sentence = 'A login has 1 to 255 characters, none of them invisible, and no emoji.';
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
    await admin.makeUser(mac, '𐐷'.repeat(255));
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

  it('has the normal form that it had when emoji were logins and joiners were not', () => {
    const changed = [];
    for (let point = 0; point < 0x110000; point++) {
      const login = `a${String.fromCodePoint(point)}\u0915\u094d`;
      const former = formerForm(login);
      if (former !== undefined && normaliseLogin(login) !== former)
        changed.push(point.toString(16));
    }
    assert.deepEqual(changed, []);
  });

  it('with an emoji stays usable for whoever has it from earlier', async () => {
    const uid = await admin.makeUser(mac, 'ada-before');
    const earlier = { login: 'Ada😀', login_norm: 'ada😀' };
    await service.store.transaction(async (tx) => {
      await tx.updateTable('app_user').set(earlier).where('uid', '=', uid).execute();
    });
    const query = new URLSearchParams({ service: mac, login: 'aDA😀' });
    const { body } = await admin.get(`/users?${query}`);
    assert.deepEqual(
      (body['users'] as { uid: string }[]).map((user) => user.uid),
      [uid],
    );
    assertRefused(
      await admin.post('/users', { service: mac, login: 'ada😀' }),
      '422 SETTING_REFUSED',
    );
  });
});

/** The normal form before joiners were allowed. */
function formerForm(login: string): string | undefined {
  const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
  const trimmed = login.trim();
  if (hidden.test(trimmed)) return undefined;
  const folded = trimmed.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase();
  return folded.replaceAll('ς', 'σ').normalize('NFKC').trim();
}
