/** Which rows need a version of a key. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { countUses, findUsedVersions } from '../../../src/service/store/tables/key-uses.js';
import {
  endToken,
  updateToken,
  type TokenChange,
} from '../../../src/service/store/tables/tokens.js';
import { updateUser } from '../../../src/service/store/tables/users.js';
import type { TokenTable } from '../../../src/service/store/schema/schema.js';
import { TestService } from '../../support/services/test-service.js';
import { enrol } from '../support/tokens/enrolled-token.js';
import { tokenRow } from '../support/services/database-rows.js';

describe('what needs a version of the pepper', () => {
  let service: TestService;
  let tokens: TokenTable[];
  const now = () => service.clock.now();

  before(async () => {
    service = await TestService.start();
    const site = await service.addSite({ maxTools: 10 });
    tokens = [];
    for (const login of ['one', 'two', 'three']) {
      const { tid } = await enrol(service, site, login);
      tokens.push(await tokenRow(service, tid));
    }
  });

  after(() => service.close());

  const bioKeys = async () => (await countUses(service.store.read, 'pepper', 7, now()))['BioKeys'];

  const change = (columns: TokenChange) =>
    service.store.transaction((tx) => updateToken(tx, tokens[0]!.tid, columns));

  it('is a BioKey that can still be checked', async () => {
    await change({ bio_v: 'verifier', bio_pepper_v: 7 });
    assert.equal(await bioKeys(), 1);
    assert.ok((await findUsedVersions(service.store.read, 'pepper', now())).includes(7));
  });

  for (const status of ['REVOKED', 'REPLACED', 'DESYNC'] as const) {
    it(`is no BioKey of a browser that is ${status}`, async () => {
      const { tid } = tokens[0]!;
      await service.store.transaction((tx) => endToken(tx, tid, status, now()));
      assert.equal(await bioKeys(), 0);
      assert.ok(!(await findUsedVersions(service.store.read, 'pepper', now())).includes(7));
      await change({ status: 'ACTIVE' });
    });
  }

  it('is no BioKey that is switched off', async () => {
    await change({ bio_off: 1 });
    assert.equal(await bioKeys(), 0);
  });

  it('is found for each version, the middle ones too', async () => {
    for (const [at, { uid }] of tokens.entries()) {
      await service.store.transaction((tx) => updateUser(tx, uid, { pepper_v: at + 1 }));
    }
    const found = await findUsedVersions(service.store.read, 'pepper', now());
    assert.deepEqual(found.sort(), [1, 2, 3]);
  });
});
