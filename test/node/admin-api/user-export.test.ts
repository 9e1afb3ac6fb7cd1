/**
 * Export and deletion of a person: over every table that knows people.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { personData, personTables } from '../../../src/service/domain/people/person-data.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { openTestStore } from '../../support/services/test-store.js';
import { userRow } from '../support/services/database-rows.js';
import { keepHouseFor } from '../support/services/kept-house.js';
import { assertRefused } from '../support/services/door-answers.js';
import {
  complete,
  doorOf,
  rightPin,
  stretched,
  wrongPin,
} from '../support/tokens/enrolled-token.js';
import { outOf, sealArg } from '../support/tokens/operation-outcomes.js';
import { ask } from '../support/tokens/raw-push.js';
import { RawToken } from '../support/tokens/raw-token.js';
import { DoorFrom } from '../support/tokens/token-door.js';

type Row = Record<string, unknown>;
type Export = Record<string, Row[]>;

const day = 24 * 60 * 60_000;
const text = 'Pay 5 € to Bea';
const [home, elsewhere] = ['203.0.113.7', '192.0.2.66'];

/** Columns that no export has, of whatever table. */
const secretColumns = [
  ...['pin_v', 'vsalt', 'usalt', 'k_sealed', 'bio_v', 'bio_vsalt', 'bio_salt'],
  ...['h', 'idem', 'cc', 'subject', 'otp_sealed', 'response', 'ch', 'rid', 'enc_h', 'tag'],
];

/** What is secret of tables whose hashes are not: the audit trail names those of enrolments. */
const ownSecrets: Partial<Record<string, readonly string[]>> = { audit: ['tag'], enrolment: [] };

describe('what the database knows of a person', () => {
  let service: TestService;
  let site: TestSite;
  let ada: RawToken;
  let removed: RawToken;
  let uid: string;
  /** What happens after the next read outside of transactions. */
  let afterRead: (() => Promise<unknown>) | undefined;

  before(async () => {
    const store = await openTestStore();
    const read = store.read.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        const happens = afterRead;
        afterRead = undefined;
        await happens?.();
        return result;
      },
    });
    const settings = { trustedProxies: ['127.0.0.1'] };
    service = await TestService.start(settings, 'localhost', { ...store, read });
    service.clock.stop();
    const siteSettings = { push: true, seal: true, bio: 'allowed', maxTools: 50, endedDays: 1 };
    site = await service.addSite(siteSettings);
    removed = await usedBy('ada lovelace', home);
    await service.admin.done(`/tokens/${removed.tid}/revoke`, { method: 'POST' });
    await keepHouseFor(service, day + 1);
    ada = await usedBy('ada lovelace', home);
    await usedBy('bea', elsewhere);
    ({ uid } = await userRow(service, 'ada lovelace'));
  });

  after(() => service.close());

  /** A browser that has done everything which leaves rows. */
  async function usedBy(login: string, address: string): Promise<RawToken> {
    const token = await RawToken.make(new DoorFrom(doorOf(service, site), address));
    await complete(token, await token.begin(await service.issueCode(site, login)));
    await token.run('otp', wrongPin);
    await outOf(token, 'otp', rightPin);
    await outOf(token, 'jwt', rightPin);
    await outOf(token, 'bio.set', { ...rightPin, nbio: stretched(3) });
    const { seal } = await outOf(token, 'seal', rightPin, await sealArg(token, text));
    const claim = { service: site.mac, seal, data: text, once: true };
    assert.equal((await service.rp('/seal/verify', site.apiKey, claim)).status, 200);
    await ask(token.door, login);
    return token;
  }

  const exported = () => service.admin.done<Export>(`/users/${uid}/export`);

  it('is described for every table', async () => {
    const tables = Object.keys(await service.dump()).filter((table) => table !== 'migration');
    assert.deepEqual(Object.keys(personData).sort(), tables.sort());
  });

  it('is exported from each table that knows people', async () => {
    const all = await exported();
    for (const { member } of personTables) assert.notDeepEqual(all[member], [], member);
    assert.equal(all['user']![0]!['login'], 'ada lovelace');
    const browsersOf = (member: string) => new Set(all[member]!.map(({ tid }) => tid));
    assert.deepEqual(browsersOf('browsers'), new Set([ada.tid]));
    // What outlives a browser is still found.
    for (const member of ['enrolments', 'seals', 'sealUses']) {
      assert.deepEqual(browsersOf(member), new Set([ada.tid, removed.tid]), member);
    }
    const kinds = all['auditTrail']!.map(({ kind }) => kind);
    for (const kind of ['user.created', 'pin.wrong', 'seal.made', 'token.revoked', 'user.export']) {
      assert.ok(kinds.includes(kind), kind);
    }
    assert.ok(all['events']!.some(({ address }) => address === home));
  });

  it('is exported without secrets, and without anything of others', async () => {
    const text = JSON.stringify(await exported());
    const dump = await service.dump();
    for (const { table } of personTables) {
      for (const row of dump[table] as Row[]) {
        for (const column of ownSecrets[table] ?? secretColumns) {
          const value = row[column];
          if (typeof value === 'string') assert.ok(!text.includes(value), `${table}.${column}`);
        }
      }
    }
    const bea = await userRow(service, 'bea');
    for (const value of [bea.uid, '"bea"', elsewhere]) assert.ok(!text.includes(value), value);
  });

  it('is refused for somebody who does not exist', async () => {
    assertRefused(await service.admin.get('/users/nobody/export'), '404 USER_ENTRY_DOES_NOT_EXIST');
  });

  it('is not exported in part when somebody is deleted meanwhile', async () => {
    await usedBy('dora', elsewhere);
    const { uid: dora } = await userRow(service, 'dora');
    afterRead = () => service.admin.done(`/users/${dora}`, { method: 'DELETE' });
    const answer = await service.admin.get(`/users/${dora}/export`);
    assertRefused(answer, '404 USER_ENTRY_DOES_NOT_EXIST');
    assert.equal(afterRead, undefined);
    const kinds = (await service.dump())['audit'] as Row[];
    assert.ok(kinds.some(({ kind, subject }) => kind === 'user.export' && subject === dora));
  });

  it('is exported of somebody who has no browser', async () => {
    await service.issueCode(site, 'cleo');
    const { uid: cleo } = await userRow(service, 'cleo');
    const all = await service.admin.done<Export>(`/users/${cleo}/export`);
    assert.deepEqual([all['codes']!.length, all['browsers'], all['seals']], [1, [], []]);
  });

  it('goes with them, but for what names them by opaque ids only', async () => {
    await service.admin.done(`/users/${uid}`, { method: 'DELETE' });
    const dump = await service.dump();
    for (const { table, isRemoved } of personTables) {
      const rows = JSON.stringify(dump[table]);
      assert.ok(!rows.includes('lovelace'), table);
      const isThere = [uid, ada.tid, removed.tid].some((id) => rows.includes(id));
      assert.equal(isThere, !isRemoved, table);
    }
    const bea = await userRow(service, 'bea');
    const all = await service.admin.done<Export>(`/users/${bea.uid}/export`);
    for (const { member } of personTables) assert.notDeepEqual(all[member], [], member);
  });
});
