/**
 * Rotation of the keys of the audit trail. Whoever has the old ones, and can write into the database, changes nothing
 * and adds nothing.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { verifyAudit } from '../../../src/service/domain/audit/audit-chain.js';
import { signHead } from '../../../src/service/domain/audit/signed-head.js';
import { auditTag } from '../../../src/service/domain/keys/keyed-values.js';
import { listKeys } from '../../../src/service/domain/keys/key-list.js';
import { openKeyRing, type KeyRing } from '../../../src/service/domain/keys/key-ring.js';
import { rotationLead, versionOverlap } from '../../../src/service/domain/keys/key-versions.js';
import { replaceAdminKey } from '../../../src/service/node/keys/admin-key-file.js';
import { keyFile, readKeys, restartAuditTrail } from '../../../src/service/node/keys/key-files.js';
import {
  closeTrailOfFile,
  rotateAuditKeyFile,
} from '../../../src/service/node/keys/key-rotation.js';
import { insertAuditEntry } from '../../../src/service/store/tables/audit-entries.js';
import { replaceSignedHead } from '../../../src/service/store/tables/audit-heads.js';
import { TestService } from '../../support/services/test-service.js';
import { Folder } from '../support/services/data-folder.js';

/** A line of the log, as far as it is read here. */
interface Line {
  readonly event: string;
  readonly message?: string;
}

describe('the key of the audit trail that is rotated', () => {
  let folder: Folder;
  let service: TestService;
  let mac: string;
  let stolen: KeyRing;
  let keptHead: string;

  beforeEach(async () => {
    folder = new Folder();
    service = await TestService.start({ data: folder.data });
    service.clock.stop();
    mac = await service.admin.makeService();
    await service.admin.makeUser(mac, 'first');
    await service.refresh();
    stolen = await held();
    keptHead = String((await head()).signed);
  });

  afterEach(async () => {
    await service.close();
    folder.remove();
  });

  const now = () => service.clock.now();

  const held = async () => openKeyRing(await readKeys(folder.data), now());

  const head = async () => verifyAudit({ store: service.store, keys: await held() });

  const isLogged = (part: string) => service.log.some((line) => line.includes(part));

  async function states() {
    const keys = await listKeys(service.store.read, await readKeys(folder.data), now());
    return keys.find(({ key }) => key === 'audit')!.versions.map(({ state }) => state);
  }

  /** Has the next key used; resolves with it. */
  async function replace(): Promise<unknown> {
    const { version } = await rotateAuditKeyFile(folder.data, now());
    await service.refresh();
    service.clock.advance(rotationLead);
    await service.refresh();
    return version;
  }

  /** Has the trail closed; resolves with the number of its last entry by then. */
  async function replaceAndClose(): Promise<number> {
    await replace();
    service.clock.advance(versionOverlap);
    await service.refresh();
    return (await held()).audit!.untagged.seq;
  }

  it('makes tags while both are held, and the chain verifies throughout', async () => {
    const { from, version } = await rotateAuditKeyFile(folder.data, now());
    assert.equal(from, now() + rotationLead);
    await assert.rejects(rotateAuditKeyFile(folder.data, now()), /is being replaced already/);
    await service.admin.makeUser(mac, 'before the service knows');
    await service.refresh();
    assert.deepEqual(await states(), ['current', 'upcoming']);
    const what = `"key":"audit","version":"${version}"`;
    assert.deepEqual(
      [isLogged(`service-key.published",${what}`), isLogged(`service-key.replaced",${what}`)],
      [true, false],
    );
    service.clock.advance(rotationLead - 1);
    await service.admin.makeUser(mac, 'before its time');
    const last = (await head()).unlinked + (await head()).linked;
    service.clock.advance(1);
    // The service has not looked again yet: the tag is still by the old key.
    await service.admin.makeUser(mac, 'late');
    await service.refresh();
    assert.ok(isLogged(`service-key.replaced",${what}`));
    assert.deepEqual(await states(), ['old', 'current']);
    await service.admin.makeUser(mac, 'by the new key');
    await service.refresh();
    const { unlinked, seq } = await head();
    assert.deepEqual([unlinked, seq], [0, last + 2]);
  });

  it('stays when closing the trail fails', async () => {
    await replace();
    service.clock.advance(versionOverlap);
    const kept = readFileSync(keyFile(folder.data), 'utf8');
    const link = () => Promise.reject(new Error('killed'));
    await assert.rejects(closeTrailOfFile(folder.data, now(), link), /killed/);
    assert.equal(readFileSync(keyFile(folder.data), 'utf8'), kept);
    assert.deepEqual(await states(), ['old', 'current']);
  });

  it('stays while the trail is broken, and the log says so after what others wait for', async () => {
    await replace();
    const [row] = await service.store.read.selectFrom('audit').selectAll().execute();
    const last = await service.store.transaction(async (tx) => {
      const entry = { at: now(), actor: 'admin', kind: 'user.delete', subject: 'x', detail: '{}' };
      await insertAuditEntry(tx, entry, () => row!.tag!);
      return tx.selectFrom('audit').select('seq').orderBy('seq', 'desc').executeTakeFirstOrThrow();
    });
    const before = service.log.length;
    await replaceAdminKey(folder.data);
    service.clock.advance(versionOverlap);
    await service.refresh();
    const lines = service.log.slice(before).map((line) => JSON.parse(line) as Line);
    const said = lines.filter(({ event }) => /^(admin-key|audit|housekeeping)\./.test(event));
    const reason = `Entry ${last.seq} was not written by this service: the trail was changed.`;
    assert.deepEqual(
      said.map(({ event, message }) => [event, message]),
      [
        ['admin-key.replaced', undefined],
        ['audit.broken', reason],
        ['housekeeping.failed', `The old audit key is still held: ${reason}`],
      ],
    );
    assert.deepEqual(await states(), ['old', 'current']);
  });

  it('is destroyed when the trail is closed, and its heads go on to count', async () => {
    const old = (await readKeys(folder.data)).audit!;
    const last = await replaceAndClose();
    assert.deepEqual(await states(), ['old', 'current']);
    const text = readFileSync(keyFile(folder.data), 'utf8');
    assert.ok(!text.includes(old.d) && !text.includes(old.tag));
    await service.admin.makeUser(mac, 'after');
    await service.refresh();
    const keys = await held();
    const { seq } = await verifyAudit({ store: service.store, keys }, { signed: keptHead });
    assert.equal(seq, last + 1);
  });

  it('adds no entry, signs no head and changes no entry any more', async () => {
    await replaceAndClose();
    await service.admin.makeUser(mac, 'after');
    await service.refresh();
    const keys = await held();
    const verify = () => verifyAudit({ store: service.store, keys });
    const kept = await service.store.read.selectFrom('audit').selectAll().execute();
    const signed = await service.store.read.selectFrom('audit_head').selectAll().execute();
    const restore = () =>
      service.store.transaction(async (tx) => {
        await tx.deleteFrom('audit').execute();
        await tx.insertInto('audit').values(kept).execute();
        await replaceSignedHead(tx, signed[0]!.signed);
      });
    const entry = { at: now(), actor: 'admin', kind: 'user.delete', subject: 'x', detail: '{}' };

    await service.store.transaction((tx) =>
      insertAuditEntry(tx, entry, (seq) => auditTag(stolen, { seq, ...entry })),
    );
    await assert.rejects(verify(), /Entry \d+ was not written by this service/);
    await restore();

    const { seq, hash } = await verify();
    const forged = await signHead(stolen, { seq, hash }, now());
    await service.store.transaction((tx) => replaceSignedHead(tx, forged));
    await assert.rejects(verify(), /signed head is not by the audit key/);
    await restore();

    const changed = { ...kept[1]!, subject: 'somebody else' };
    const tag = auditTag(stolen, changed);
    await service.store.transaction((tx) =>
      tx
        .updateTable('audit')
        .set({ ...changed, tag })
        .where('seq', '=', changed.seq)
        .execute(),
    );
    await assert.rejects(verify(), /the trail was changed/);
    await restore();
    assert.equal((await verify()).seq, seq);
  });

  it('counts for nothing in a trail that begins anew', async () => {
    await replaceAndClose();
    assert.deepEqual(
      (await held()).audit!.others.map(({ kid }) => kid),
      [stolen.audit!.kid],
    );
    await restartAuditTrail(folder.data);
    assert.deepEqual((await held()).audit!.others, []);
  });
});
