import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { compactVerify, importJWK, type JWK } from 'jose';
import type { Transaction } from 'kysely';
import { exportPublicJwk, keyId } from '../../../src/crypto/jwk.js';
import { generateSigningKey, signCompact } from '../../../src/crypto/jws.js';
import { verifyAudit, type EarlierHead } from '../../../src/service/domain/audit/audit-chain.js';
import type { KeyRing } from '../../../src/service/domain/keys/key-ring.js';
import { Refusal } from '../../../src/service/domain/refusal.js';
import { openExistingKeys } from '../../../src/service/node/keys/key-files.js';
import type { AuditRow } from '../../../src/service/store/tables/audit-entries.js';
import type { Database } from '../../../src/service/store/schema/schema.js';
import type { AdminApi } from '../../support/services/admin-api.js';
import { TestService } from '../../support/services/test-service.js';
import { Folder } from '../support/services/data-folder.js';

type Tampering = (tx: Transaction<Database>) => Promise<unknown>;

type Entry = { seq: number; actor: string; kind: string; subject: string; at: number };

describe('the audit trail', () => {
  let folder: Folder;
  let service: TestService;
  let admin: AdminApi;
  let keys: KeyRing;

  before(async () => {
    folder = new Folder();
    service = await TestService.start({ data: folder.data });
    keys = await openExistingKeys(folder.data, service.clock.now(), {
      accept: async () => {},
      closeTrail: () => assert.fail('the keys are complete'),
    });
    ({ admin } = service);
    const mac = await admin.makeService();
    for (let count = 0; count < 5; count++) await admin.makeUser(mac, `user ${count}`);
  });

  after(async () => {
    await service.close();
    folder.remove();
  });

  const tamper = (work: Tampering) => service.store.transaction(work);

  const verify = (head?: EarlierHead) => verifyAudit({ store: service.store, keys }, head);

  async function rows(): Promise<AuditRow[]> {
    return (await service.dump())['audit'] as AuditRow[];
  }

  /** Does something to the database, runs `check`, and restores the tables of the trail. */
  async function whenTampered(work: Tampering, check: () => Promise<void>): Promise<void> {
    const kept = await service.dump();
    await tamper(work);
    try {
      await check();
    } finally {
      await tamper(async (tx) => {
        for (const table of ['audit', 'audit_head'] as const) {
          await tx.deleteFrom(table).execute();
          const values = kept[table] as never[];
          if (values.length) await tx.insertInto(table).values(values).execute();
        }
      });
    }
  }

  async function refusal(head?: EarlierHead): Promise<string> {
    const error: unknown = await verify(head).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof Refusal)) assert.fail('the trail verifies');
    assert.equal(error.code, 'AUDIT_BROKEN');
    return error.message.replace(': the trail was changed.', '');
  }

  /** Checks that something is seen, also when the service has done its work every minute in between. */
  function isSeen(work: Tampering, sentence: string, head?: EarlierHead): Promise<void> {
    return whenTampered(work, async () => {
      assert.equal(await refusal(head), sentence);
      await service.refresh();
      assert.equal(await refusal(head), sentence, 'after the next run of the job');
    });
  }

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
    const before = await verify();
    assert.deepEqual([before.linked, before.unlinked, before.signed], [0, 6, null]);
    await service.refresh();
    const linked = await verify();
    assert.deepEqual([linked.linked, linked.unlinked, linked.seq], [6, 0, 6]);
    await admin.makeService();
    assert.deepEqual((await verify()).unlinked, 1);
    await service.refresh();
    assert.equal((await verify()).linked, 7);
    await service.refresh();
    assert.equal((await verify()).linked, 7);
    // For the tests that follow: 40 linked entries, and 2 that are not.
    const mac = await admin.makeService();
    for (let count = 0; count < 32; count++) await admin.makeUser(mac, `user ${count}`);
    await service.refresh();
    for (const login of ['x', 'y']) await admin.makeUser(mac, login);
    assert.deepEqual([(await verify()).linked, (await verify()).unlinked], [40, 2]);
  });

  it('shows an entry that was changed, removed or unlinked', async () => {
    const entry = (seq: number) => (tx: Transaction<Database>) =>
      tx.updateTable('audit').where('seq', '=', seq);
    const forged = 'was not written by this service';
    await isSeen((tx) => entry(3)(tx).set({ actor: 'x' }).execute(), `Entry 3 ${forged}`);
    await isSeen((tx) => entry(3)(tx).set({ at: 5 }).execute(), `Entry 3 ${forged}`);
    await isSeen((tx) => entry(3)(tx).set({ kind: 'x' }).execute(), `Entry 3 ${forged}`);
    await isSeen((tx) => entry(42)(tx).set({ subject: 'x' }).execute(), `Entry 42 ${forged}`);
    await isSeen((tx) => entry(3)(tx).set({ detail: '{"a":1}' }).execute(), `Entry 3 ${forged}`);
    await isSeen((tx) => entry(3)(tx).set({ tag: null }).execute(), `Entry 3 ${forged}`);
    await isSeen((tx) => entry(3)(tx).set({ prev_hash: null }).execute(), 'Entry 3 is not linked');
    await isSeen(
      (tx) => entry(40)(tx).set({ prev_hash: null }).execute(),
      'Entry 40 is not linked',
    );
    const elsewhere = 'Entry 3 does not follow the one before';
    await isSeen((tx) => entry(3)(tx).set({ prev_hash: 'x' }).execute(), elsewhere);
    for (const seq of [1, 3, 41]) {
      const remove: Tampering = (tx) => tx.deleteFrom('audit').where('seq', '=', seq).execute();
      await isSeen(remove, `Entry ${seq} is missing`);
    }
  });

  it('shows 27 entries that were rewritten and unlinked, with and without the signed head', async () => {
    const rewrite = (tx: Transaction<Database>) =>
      tx
        .updateTable('audit')
        .set({ prev_hash: null, detail: '{"service":"other"}' })
        .where('seq', '>', 15)
        .execute();
    await isSeen(rewrite, 'Entry 16 was not written by this service');
    await isSeen(async (tx) => {
      await rewrite(tx);
      await tx.deleteFrom('audit_head').execute();
    }, 'Entry 16 was not written by this service');
  });

  it('shows a chain that was linked anew', async () => {
    const all = await rows();
    const change = (tx: Transaction<Database>) => relink(tx, all, 10, { actor: 'x' });
    await isSeen(change, 'Entry 10 was not written by this service');
  });

  /** Changes an entry, and links all linked entries from there on as the service would. */
  async function relink(
    tx: Transaction<Database>,
    all: readonly AuditRow[],
    from: number,
    change: object,
  ): Promise<void> {
    let hash = '';
    for (const row of all) {
      const one = { ...row, ...(row.seq === from && change) };
      const prev_hash = one.prev_hash === null ? null : hash;
      hash = hashOf({ ...one, prev_hash: hash });
      await tx
        .updateTable('audit')
        .set({ ...one, prev_hash })
        .where('seq', '=', one.seq)
        .execute();
    }
  }

  function hashOf({ seq, at, actor, kind, subject, detail, prev_hash }: AuditRow): string {
    const text = JSON.stringify([seq, at, actor, kind, subject, detail, prev_hash]);
    return createHash('sha256').update(text).digest('base64url');
  }

  it('shows a forged entry at the end, linked or not, against a kept head and without one', async () => {
    const { seq, hash } = await verify();
    const all = await rows();
    const template = all.at(-1)!;
    const next = { ...template, seq: template.seq + 1, detail: '{}', tag: null };
    const forged = 'Entry 43 was not written by this service';
    const add = (row: AuditRow) => (tx: Transaction<Database>) =>
      tx.insertInto('audit').values(row).execute();
    for (const head of [undefined, { seq, hash }]) {
      await isSeen(add(next), forged, head);
      await isSeen(add({ ...next, prev_hash: hash }), forged, head);
      await isSeen(add({ ...next, detail: template.detail, tag: template.tag }), forged, head);
    }
    // In place of the entries that are not linked yet, right after the signed head.
    const follows = { ...next, seq: 41, prev_hash: hash };
    await isSeen(async (tx) => {
      await tx.deleteFrom('audit').where('seq', '>', 40).execute();
      await add(follows)(tx);
    }, 'Entry 41 was not written by this service');
  });

  it('shows a linked entry that no signed head has', async () => {
    const [last] = (await rows()).filter(({ seq }) => seq === 40);
    const link: Tampering = (tx) =>
      tx
        .updateTable('audit')
        .set({ prev_hash: hashOf(last!) })
        .where('seq', '=', 41)
        .execute();
    await whenTampered(link, async () => {
      assert.equal(await refusal(), 'Entry 41 is linked without a signed head');
      await service.refresh();
      assert.ok(service.log.some((line) => line.includes('"audit.broken"')));
    });
  });

  it('shows a signed head by another key, and one that does not fit', async () => {
    const { privateKey, publicKey } = await generateSigningKey();
    const header = {
      alg: 'ES256',
      typ: 'btt-audit-head',
      kid: keyId(await exportPublicJwk(publicKey)),
    };
    const claims = { iss: service.url, seq: 40, hash: (await verify()).hash, at: 1 };
    const signed = await signCompact(privateKey, header, claims);
    const replace = (tx: Transaction<Database>) =>
      tx.updateTable('audit_head').set({ signed }).execute();
    const sentence = 'The signed head is not by the audit key of this service';
    await isSeen(replace, sentence);
    assert.equal(await refusal({ signed }), sentence);
  });

  it('shows that its last entries were removed, where a head says that they were there', async () => {
    const early = await verify();
    await service.refresh();
    const late = await verify();
    assert.deepEqual([early.seq, late.seq, late.unlinked], [40, 42, 0]);
    const cut = (tx: Transaction<Database>) =>
      tx.deleteFrom('audit').where('seq', '>', 40).execute();
    await isSeen(cut, 'Entry 41 is missing');
    const cutWithHead: Tampering = async (tx) => {
      await cut(tx);
      await tx.updateTable('audit_head').set({ signed: early.signed! }).execute();
    };
    // An earlier state of the database as a whole: only a head that was kept elsewhere shows that.
    await whenTampered(cutWithHead, async () => {
      assert.equal((await verify()).seq, 40);
      const { seq, hash } = late;
      for (const head of [{ seq, hash }, { signed: late.signed! }]) {
        assert.equal(await refusal(head), 'Entry 41 is missing');
      }
    });
    const other = { seq: 40, hash: late.hash };
    assert.equal(await refusal(other), 'Entry 40 has another hash');
    assert.equal((await verify({ signed: early.signed! })).seq, 42);
  });

  it('logs each signed head, and gives it to auditors, who need nothing else to check a copy', async () => {
    const { body } = await admin.get('/audit/head');
    const { seq, hash, signed, key } = body as {
      seq: number;
      hash: string;
      signed: string;
      key: JWK;
    };
    const line = service.log.findLast((one) => one.includes('"audit.head"'));
    assert.deepEqual(JSON.parse(line!), { level: 'info', event: 'audit.head', seq, hash });
    const { payload, protectedHeader } = await compactVerify(signed, await importJWK(key, 'ES256'));
    assert.deepEqual(protectedHeader, { alg: 'ES256', typ: 'btt-audit-head', kid: key.kid });
    const { at, ...claims } = JSON.parse(new TextDecoder().decode(payload)) as { at: number };
    assert.deepEqual(claims, { iss: service.url, seq, hash });
    assert.ok(at > 0);
    let end = '';
    for (const entry of (await list('after=0&limit=1000')) as unknown as AuditRow[]) {
      if (entry.seq > seq) break;
      end = hashOf({ ...entry, detail: JSON.stringify(entry.detail), prev_hash: end });
    }
    assert.equal(end, hash);
    assert.equal((await admin.get('/audit/head?x=1')).status, 400);
  });
});
