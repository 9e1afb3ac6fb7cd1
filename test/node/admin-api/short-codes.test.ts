import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isShortCode } from '../../../src/crypto/codes.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import type { AdminApi } from '../../support/services/admin-api.js';
import { TestService } from '../../support/services/test-service.js';
import type { Answer } from '../../support/services/door-call.js';
import { assertRefused } from '../support/services/door-answers.js';
import { enrol } from '../support/tokens/enrolled-token.js';
import { userRow } from '../support/services/database-rows.js';

describe('a short code', () => {
  let service: TestService;
  let admin: AdminApi;
  let site: TestSite;

  before(async () => {
    service = await TestService.start();
    ({ admin } = service);
    site = await service.addSite();
    await admin.makeUser(site.mac, 'ada');
  });

  after(() => service.close());

  const issue = (options: object): Promise<Answer> =>
    admin.post('/codes', { service: site.mac, login: 'ada', ...options });

  it('is refused with options that its kind does not take', async () => {
    const { tid } = await enrol(service, site, 'bea');
    const refused: [object, `${number} ${string}`, string][] = [
      [
        { kind: 'reset', tid },
        '422 SETTING_REFUSED',
        'Only a restore or unlock code is for a certain token.',
      ],
      [
        { kind: 'reset', definePin: true },
        '422 SETTING_REFUSED',
        'Only an activation or restore code has definePin.',
      ],
      [
        { kind: 'unlock', life: 3601 },
        '422 SETTING_REFUSED',
        'A code of kind unlock lives at most 3600 seconds.',
      ],
      [{ kind: 'unlock', tid }, '404 NO_DEVICE_FOUND', 'The user has no such token.'],
    ];
    for (const [options, expected, detail] of refused) {
      assertRefused(await issue(options), expected, detail);
    }
    const none = await service.addSite({ pin: 'none' });
    await admin.makeUser(none.mac, 'ada');
    const answer = await issue({ service: none.mac, kind: 'reset' });
    assertRefused(answer, '422 SETTING_REFUSED', 'The service has no PINs that could be reset.');
  });

  it('has ten digits with a check digit, and expires within an hour', async () => {
    for (const [life, minutes] of [
      [undefined, 60],
      [120, 2],
    ] as const) {
      for (const kind of ['unlock', 'reset']) {
        const { status, body } = await issue({ kind, life });
        assert.deepEqual([status, body['kind']], [201, kind]);
        assert.ok(isShortCode(String(body['code'])));
        const left = Number(body['expiresAt']) - service.clock.now();
        assert.ok(Math.abs(left - minutes * 60_000) < 5000);
      }
    }
  });

  it('voids the earlier code of its user, kind and token, and no other', async () => {
    const { tid } = await enrol(service, site, 'cleo');
    const of = { login: 'cleo' };
    for (const options of [{ kind: 'unlock' }, { kind: 'unlock', tid }, { kind: 'reset' }]) {
      await issue({ ...of, ...options });
    }
    await issue({ ...of, kind: 'unlock' });
    const { uid } = await userRow(service, 'cleo');
    const rows = (await service.dump())['code'] as Record<string, unknown>[];
    const mine = rows.filter((row) => row['uid'] === uid && row['kind'] !== 'activation');
    assert.deepEqual(
      mine
        .map(({ kind, voided_at }) => `${String(kind)} ${voided_at === null ? 'live' : 'void'}`)
        .sort(),
      ['reset live', 'unlock_token live', 'unlock_user live', 'unlock_user void'],
    );
  });
});
