/**
 * Removal of browsers that have ended and codes that have expired, and what outlives it.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { maxBatches, inTurns, type Change } from '../../../src/service/domain/batches.js';
import { keepHouse } from '../../../src/service/domain/housekeeping.js';
import { verifyEnrolments } from '../../../src/service/domain/tokens/enrolment-log.js';
import type { Store, Tx } from '../../../src/service/store/store.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { tokenRow } from '../support/services/database-rows.js';
import { keepHouseFor } from '../support/services/kept-house.js';
import { doorOf, enrol, rightPin } from '../support/tokens/enrolled-token.js';
import { outOf, sealArg } from '../support/tokens/operation-outcomes.js';
import { RawToken } from '../support/tokens/raw-token.js';

const day = 24 * 60 * 60_000;
const text = 'Pay 5 € to Bea';

describe('what has ended', () => {
  let service: TestService;
  let site: TestSite;

  before(async () => {
    service = await TestService.start();
    service.clock.stop();
    site = await service.addSite({ endedDays: 2, seal: true });
  });

  after(() => service.close());

  async function ids(table: 'token' | 'code', column: 'tid' | 'id'): Promise<unknown[]> {
    const rows = (await service.dump())[table] as Record<string, unknown>[];
    return rows.map((row) => row[column]).sort();
  }

  const tids = () => ids('token', 'tid');

  async function logged(): Promise<unknown[]> {
    const rows = (await service.dump())['op_log'] as { tid: string }[];
    return [...new Set(rows.map(({ tid }) => tid))].sort();
  }

  const revoke = ({ tid }: RawToken) =>
    service.admin.done(`/tokens/${tid}/revoke`, { method: 'POST' });

  /** Ends a browser in each way that there is. */
  async function endInEveryWay(): Promise<RawToken[]> {
    const replaced = await enrol(service, site, 'bea');
    const restored = await enrol(service, site, 'bea', { kind: 'restore' });
    const removed = await enrol(service, site, 'bea');
    await outOf(restored, 'token.remove', rightPin, { tid: removed.tid });
    await outOf(restored, 'token.revoke');
    const copied = await enrol(service, site, 'cleo');
    const copy = copied.clone();
    await copied.run('otp', rightPin);
    service.clock.advance(60_000);
    assert.equal((await copy.status())['st'], 'desync');
    const revoked = await enrol(service, site, 'dora');
    await revoke(revoked);
    return [replaced, restored, removed, copied, revoked];
  }

  it('is removed when its days are over, to the millisecond, and nothing else', async () => {
    const ada = await enrol(service, site, 'ada');
    const blocked = await enrol(service, site, 'ada');
    await service.admin.done(`/tokens/${blocked.tid}/block`, { method: 'POST' });
    const other = await enrol(service, await service.addSite(), 'ada');
    await revoke(other);
    const ended = await endInEveryWay();
    const all = await tids();
    await keepHouseFor(service, 2 * day - 60_000);
    assert.deepEqual(await tids(), all);
    service.clock.advance(60_000);
    await keepHouse(service);
    assert.ok((await tids()).includes(ended.at(-1)!.tid));
    service.clock.advance(1);
    await keepHouse(service);
    const remaining = [ada.tid, blocked.tid, other.tid].sort();
    assert.deepEqual([await tids(), await logged()], [remaining, remaining]);
    for (const token of ended) assert.equal((await token.status())['st'], 'gone');
    assert.equal((await ada.run('otp', rightPin))['ok'], true);
  });

  it('leaves its seals, each to be accepted once, its enrolment, and the audit trail', async () => {
    const token = await enrol(service, site, 'eve');
    const seals: unknown[] = [];
    for (let count = 0; count < 2; count++) {
      seals.push((await outOf(token, 'seal', rightPin, await sealArg(token, text)))['seal']);
    }
    const verify = async (seal: unknown) => {
      const claim = { service: site.mac, seal, data: text, once: true };
      return (await service.rp('/seal/verify', site.apiKey, claim)).status === 200;
    };
    assert.equal(await verify(seals[0]), true);
    await revoke(token);
    await service.refresh();
    const entries = (await service.dump())['audit']!;
    await keepHouseFor(service, 2 * day + 1);
    await service.refresh();
    await assert.rejects(tokenRow(service, token.tid));
    assert.deepEqual([await verify(seals[0]), await verify(seals[1])], [false, true]);
    assert.deepEqual((await service.dump())['audit']!.slice(0, entries.length), entries);
    await verifyEnrolments(service);
  });

  it('never comes back, whatever code its key is used with', async () => {
    const token = await enrol(service, site, 'fay');
    await revoke(token);
    const code = await service.issueCode(site, 'fay', { life: 3 * 24 * 3600 });
    const again = async () => (await token.clone().begin(code))['err'];
    assert.equal(await again(), 'CODE_ENTRY_DOES_NOT_EXIST');
    await keepHouseFor(service, 2 * day + 1);
    await assert.rejects(tokenRow(service, token.tid));
    assert.equal(await again(), 'CODE_ENTRY_DOES_NOT_EXIST');
    // The code itself is right.
    const fresh = await RawToken.make(doorOf(service, site));
    assert.equal((await fresh.begin(code))['ok'], true);
  });

  it('is removed with its codes, used or not, some days after they have expired', async () => {
    const [used, live] = [
      await service.issueCode(site, 'gil', { life: 3600 }),
      await service.issueCode(site, 'hal', { life: 4 * 24 * 3600 }),
    ];
    await (await RawToken.make(doorOf(service, site))).begin(used);
    const count = async () => (await ids('code', 'id')).length;
    await keepHouseFor(service, 3600_000 + 2 * day);
    const before = await count();
    service.clock.advance(1);
    await keepHouse(service);
    assert.equal(await count(), before - 1);
    const late = await (await RawToken.make(doorOf(service, site))).begin(used);
    assert.equal(late['err'], 'CODE_ENTRY_DOES_NOT_EXIST');
    assert.equal((await (await RawToken.make(doorOf(service, site))).begin(live))['ok'], true);
  });

  it('is removed in parts, between which requests are answered', async () => {
    const token = await enrol(service, site, 'ida');
    await revoke(token);
    const { tid, ...row } = await tokenRow(service, token.tid);
    const entry = { ch: 'c', outcome: 'applied', op: 'otp', result: '{}', response: null } as const;
    const copies = Array.from({ length: 600 }, (_, index) => `${tid} ${index}`);
    await service.store.transaction(async (tx) => {
      for (const copy of copies) {
        await tx
          .insertInto('token')
          .values({ tid: copy, ...row })
          .execute();
        const place = { tid: copy, rid: 'r', n: 1, at: row.created, superseded_at: null };
        await tx
          .insertInto('op_log')
          .values({ ...place, ...entry })
          .execute();
      }
    });
    await keepHouseFor(service, 2 * day);
    service.clock.advance(1);
    const ended = async () => (await tids()).filter((one) => String(one).startsWith(tid)).length;
    const counts = [await ended()];
    const store: Store = {
      ...service.store,
      longTransaction: async (work) => {
        const result = await service.store.longTransaction(work);
        counts.push(await ended());
        return result;
      },
    };
    await keepHouse({ store, clock: service.clock });
    const removed = counts.slice(1).map((count, index) => counts[index]! - count);
    assert.deepEqual(
      removed.filter((count) => count > 0),
      [250, 250, 101],
    );
    assert.ok(!(await logged()).some((one) => String(one).startsWith(tid)));
  });

  it('lets go of the code that it held, which is removed before it', async () => {
    const begun = await RawToken.make(doorOf(service, site));
    const earlier = await ids('code', 'id');
    await begun.begin(await service.issueCode(site, 'joe', { life: 60 }));
    const held = (await ids('code', 'id')).find((id) => !earlier.includes(id));
    service.clock.advance(10 * 60_000);
    await enrol(service, site, 'joe', { kind: 'restore' });
    await keepHouseFor(service, 2 * day - 5 * 60_000);
    assert.equal((await tokenRow(service, begun.tid)).status, 'REPLACED');
    assert.ok(!(await ids('code', 'id')).includes(held));
    service.clock.advance(5 * 60_000 + 1);
    await keepHouse(service);
    assert.ok(!(await tids()).includes(begun.tid));
  });

  it('is removed of the others when something of one service cannot be removed', async () => {
    const damaged = await service.addSite({ endedDays: 1 });
    const sound = await service.addSite({ endedDays: 1 });
    const holder = await enrol(service, damaged, 'kim');
    const gone = await enrol(service, sound, 'lea');
    await revoke(gone);
    // No browser in use holds a code; one that did would keep the code from being removed.
    const hold = (code_id: string | null) =>
      service.store.transaction((tx) =>
        tx.updateTable('token').set({ code_id }).where('tid', '=', holder.tid).execute(),
      );
    const { id } = await service.store.transaction((tx) =>
      tx
        .updateTable('code')
        .set({ expires: 0 })
        .where('mac', '=', damaged.mac)
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    await hold(id);
    const failures: unknown[] = [];
    for (let hours = 0; hours <= 24; hours++) {
      service.clock.advance(day / 24 + 1);
      await keepHouse(service).catch((error: unknown) => failures.push(error));
    }
    assert.match(String(failures.at(-1)), /FOREIGN KEY|foreign key/);
    assert.ok(!(await tids()).includes(gone.tid));
    await hold(null);
    await keepHouse(service);
  });

  it('does not look old because the clock was wrong for a minute', async () => {
    const token = await enrol(service, site, 'mia');
    await revoke(token);
    await keepHouse(service);
    service.clock.wallOffset += 365 * day;
    await keepHouse(service);
    service.clock.wallOffset -= 365 * day;
    await keepHouse(service);
    assert.ok((await tids()).includes(token.tid));
    await keepHouseFor(service, 2 * day + 1);
    assert.ok(!(await tids()).includes(token.tid));
  });
});

describe('changes of many rows', () => {
  let service: TestService;

  before(async () => {
    service = await TestService.start();
  });

  after(() => service.close());

  it('take one transaction together when there is nothing to change', async () => {
    const transactions = new Set<Tx>();
    const change: Change = async (tx) => {
      transactions.add(tx);
      return 0;
    };
    await inTurns(service.store, [change, change, change]);
    assert.equal(transactions.size, 1);
  });

  it('take turns, and end after their share of a run', async () => {
    let endless = 0;
    const rest = [300, 40];
    await inTurns(service.store, [
      async (_, limit) => {
        endless++;
        return limit;
      },
      ...rest.map((_, index): Change => async (_, limit) => {
        const count = Math.min(limit, rest[index]!);
        rest[index]! -= count;
        return count;
      }),
    ]);
    assert.deepEqual(rest, [0, 0]);
    assert.ok(endless < maxBatches && endless > maxBatches / 2);
  });
});
