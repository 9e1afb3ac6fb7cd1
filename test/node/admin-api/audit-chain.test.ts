import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { linkAudit, verifyAudit } from '../../../src/service/domain/audit/audit-chain.js';
import { Refusal } from '../../../src/service/domain/refusal.js';
import type { Database } from '../../../src/service/store/schema.js';
import type { Transaction } from 'kysely';
import type { AdminApi } from '../../support/services/admin-api.js';
import { TestService } from '../../support/services/test-service.js';

type Entry = { seq: number; actor: string; kind: string; subject: string; at: number };

describe('the audit trail', () => {
  let service: TestService;
  let admin: AdminApi;

  before(async () => {
    service = await TestService.start();
    ({ admin } = service);
    const mac = await admin.makeService();
    for (let count = 0; count < 5; count++) await admin.makeUser(mac, `user ${count}`);
  });

  after(() => service.close());

  const tamper = (work: (tx: Transaction<Database>) => Promise<unknown>) =>
    service.store.transaction(work);

  async function list(query: string): Promise<Entry[]> {
    return (await admin.get(`/audit?${query}`)).body['entries'] as Entry[];
  }

  it('can be searched by actor, kind, subject and time', async () => {
    const [newest] = await list('limit=1000');
    const { subject, at } = newest!;
    assert.deepEqual(await list(`subject=${subject}`), [newest]);
    assert.equal((await list('kind=user.created')).length, 5);
    assert.equal((await list('actor=nobody')).length, 0);
    assert.deepEqual(await list(`since=${at}&subject=${subject}`), [newest]);
    assert.deepEqual(await list(`until=${at}&subject=${subject}`), []);
    assert.equal((await admin.get('/audit?since=x')).status, 400);
    assert.equal((await admin.get('/audit?colour=red')).status, 400);
  });

  it('is chained every minute, and the chain verifies', async () => {
    const { store } = service;
    const before = await verifyAudit(ports());
    assert.deepEqual([before.linked, before.unlinked], [0, 6]);
    await service.refresh();
    const linked = await verifyAudit(ports());
    assert.deepEqual([linked.linked, linked.unlinked, linked.seq], [6, 0, 6]);
    await admin.makeService();
    assert.deepEqual((await verifyAudit(ports())).unlinked, 1);
    await service.refresh();
    assert.equal((await verifyAudit(ports())).linked, 7);
    await linkAudit({ store });
    assert.equal((await verifyAudit(ports())).linked, 7);
  });

  const ports = () => ({ store: service.store });

  async function brokenAt(): Promise<string> {
    const error: unknown = await verifyAudit(ports()).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Refusal && error.code === 'AUDIT_BROKEN');
    return error.message;
  }

  it('shows where an entry was changed, removed, added or unlinked', async () => {
    const rows = (await service.dump())['audit'] as Database['audit'][];
    const restore = () =>
      tamper(async (tx) => {
        await tx.deleteFrom('audit').execute();
        await tx
          .insertInto('audit')
          .values(rows as never[])
          .execute();
      });
    const changes: [number, (tx: Transaction<Database>) => Promise<unknown>][] = [
      [4, (tx) => tx.updateTable('audit').set({ actor: 'x' }).where('seq', '=', 3).execute()],
      [4, (tx) => tx.updateTable('audit').set({ detail: '{}' }).where('seq', '=', 3).execute()],
      [4, (tx) => tx.deleteFrom('audit').where('seq', '=', 3).execute()],
      [2, (tx) => tx.deleteFrom('audit').where('seq', '=', 1).execute()],
      [4, (tx) => tx.updateTable('audit').set({ prev_hash: null }).where('seq', '=', 3).execute()],
      [3, (tx) => tx.updateTable('audit').set({ prev_hash: 'x' }).where('seq', '=', 3).execute()],
    ];
    for (const [seq, change] of changes) {
      await tamper(change);
      assert.match(await brokenAt(), new RegExp(`^Entry ${seq} `));
      await restore();
    }
    assert.equal((await verifyAudit(ports())).linked, rows.length);
  });

  it('has another head when its last entries were removed', async () => {
    const head = await verifyAudit(ports());
    await tamper((tx) => tx.deleteFrom('audit').where('seq', '=', head.seq).execute());
    const shorter = await verifyAudit(ports());
    assert.notEqual(shorter.hash, head.hash);
    assert.equal(shorter.seq, head.seq - 1);
  });
});
