/**
 * The export of the audit trail, and what is cut off after it.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { linkAudit, verifyAudit } from '../../../src/service/domain/audit/audit-chain.js';
import { cutAudit } from '../../../src/service/domain/audit/audit-cut.js';
import { exportAudit } from '../../../src/service/domain/audit/audit-file.js';
import type { KeyRing } from '../../../src/service/domain/keys/key-ring.js';
import { Refusal } from '../../../src/service/domain/refusal.js';
import { verifyEnrolments } from '../../../src/service/domain/tokens/enrolment-log.js';
import { findCommand } from '../../../src/service/node/commands/commands.js';
import { openExistingKeys } from '../../../src/service/node/keys/key-files.js';
import { nodeHashes } from '../../../src/service/node/node-hashes.js';
import type { ServiceContext } from '../../../src/service/service-context.js';
import type { AuditRow } from '../../../src/service/store/tables/audit-entries.js';
import type { Store, Tx } from '../../../src/service/store/store.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { Folder } from '../support/services/data-folder.js';
import { enrol } from '../support/tokens/enrolled-token.js';

const hour = 60 * 60_000;

describe('an audit trail that was exported', () => {
  let folder: Folder;
  let service: TestService;
  let context: ServiceContext;
  let keys: KeyRing;
  let site: TestSite;
  /** The first export: lines, and the last one that may go. */
  let file: string[];
  let last: number;

  before(async () => {
    folder = new Folder();
    service = await TestService.inFolder(folder.data);
    service.clock.stop();
    // For the commands, which have the time of the machine, all of it is older than an hour.
    service.clock.wallOffset -= 5 * hour;
    keys = await openExistingKeys(folder.data, service.clock.now(), {
      accept: async () => {},
      closeTrail: () => assert.fail('the keys are complete'),
    });
    const { clock, store, url: publicUrl } = service;
    context = { store, keys, clock, publicUrl, hashes: nodeHashes, log: () => {} };
    site = await service.addSite();
    await enrol(service, site, 'ada');
    last = (await rows()).length;
    service.clock.advance(hour + 1);
    await enrol(service, site, 'bea');
    await service.refresh();
    // Not linked yet.
    await service.admin.makeUser(site.mac, 'cleo');
    file = await exported();
  });

  after(async () => {
    await service.close();
    folder.remove();
  });

  async function rows(): Promise<AuditRow[]> {
    return (await service.dump())['audit'] as AuditRow[];
  }

  async function exported(): Promise<string[]> {
    let text = '';
    await exportAudit(context, async (part) => void (text += part));
    return text.split('\n').slice(0, -1);
  }

  async function* linesOf(lines: readonly string[]): AsyncGenerator<string> {
    yield* lines;
  }

  const cut = (lines: readonly string[], store: Store = service.store) =>
    cutAudit({ ...context, store }, 'admin', linesOf(lines));

  async function refusalOf(work: Promise<unknown>): Promise<string> {
    const error: unknown = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof Refusal)) assert.fail(`not refused: ${String(error)}`);
    return error.message;
  }

  async function verify(): Promise<void> {
    await verifyAudit(context);
    await verifyEnrolments(context);
  }

  /** What is said of the trail after something was done to its table, which is restored. */
  async function whenTampered(work: (tx: Tx) => Promise<unknown>): Promise<string> {
    const kept = await rows();
    await service.store.transaction(work);
    try {
      return await refusalOf(verifyAudit(context));
    } finally {
      await service.store.transaction(async (tx) => {
        await tx.deleteFrom('audit').execute();
        await tx.insertInto('audit').values(kept).execute();
      });
    }
  }

  it('has all linked entries, each with what its hash is about', async () => {
    const all = await rows();
    assert.equal(file.length, all.length - 1);
    const { seq, actor, detail, prevHash } = JSON.parse(file[1]!) as Record<string, unknown>;
    assert.deepEqual(
      [seq, actor, detail, prevHash],
      [2, all[1]!.actor, all[1]!.detail, all[1]!.prev_hash],
    );
  });

  it('is not cut off with a file that does not verify', async () => {
    const changed = (index: number, change: object) =>
      file.with(index, JSON.stringify({ ...(JSON.parse(file[index]!) as object), ...change }));
    const all = await rows();
    const trail = ': the trail was changed.';
    const files: [readonly string[], string][] = [
      [changed(1, { detail: '{}' }), `Entry 2 was not written by this service${trail}`],
      [changed(1, { prevHash: 'x'.repeat(43) }), `Entry 2 does not follow the one before${trail}`],
      [file.toSpliced(1, 1), `Entry 2 is missing${trail}`],
      [file.slice(1), 'Entry 1 is not in the file.'],
      [
        file.with(-1, file.at(-1)!.slice(0, -9)),
        `Line ${file.length} of the file is no entry of an audit trail.`,
      ],
      [['{}'], 'Line 1 of the file is no entry of an audit trail.'],
    ];
    for (const [lines, sentence] of files) assert.equal(await refusalOf(cut(lines)), sentence);
    assert.match(await refusalOf(cut([])), /^There is nothing to cut off/);
    assert.deepEqual(await rows(), all);
  });

  it('is not cut off when the trail itself was changed', async () => {
    const kept = await rows();
    const change = (detail: string) => (tx: Tx) =>
      tx.updateTable('audit').set({ detail }).where('seq', '=', 3).execute();
    await service.store.transaction(change('{}'));
    assert.match(await refusalOf(cut(file)), /^Entry 3 was not written by this service/);
    assert.equal((await rows()).length, kept.length);
    await service.store.transaction(change(kept[2]!.detail));
  });

  it('verifies when the work was interrupted, which the same file then finishes', async () => {
    let transactions = 0;
    const failing: Store = {
      ...service.store,
      longTransaction: (work) => {
        if (++transactions > 1) throw new Error('the process was killed');
        return service.store.longTransaction(work);
      },
    };
    const all = await rows();
    await assert.rejects(cut(file, failing), /killed/);
    assert.equal((await rows()).at(-1)!.kind, 'audit.cut');
    assert.equal((await rows())[0]!.seq, 1);
    await verify();
    await service.store.transaction((tx) => tx.deleteFrom('audit').where('seq', '<', 4).execute());
    await verify();
    const { seq, hash, removed } = await cut(file);
    assert.deepEqual([seq, hash, removed], [last, all[last]!.prev_hash, last - 3]);
  });

  it('is cut off up to the last hour, says so, and verifies', async () => {
    const left = await rows();
    assert.equal(left[0]!.seq, last + 1);
    assert.ok(left.some(({ kind }) => kind === 'token.activated'));
    const entry = left.at(-1)!;
    const { hash } = JSON.parse(entry.detail) as { hash: string };
    assert.deepEqual([entry.kind, entry.actor, hash], ['audit.cut', 'admin', left[0]!.prev_hash]);
    // One for each time that the work was begun.
    assert.equal(left.filter(({ kind }) => kind === 'enrolments.linked').length, 2);
    await verify();
    await service.refresh();
    await verify();
    assert.ok(service.log.every((line) => !line.includes('audit.broken')));
  });

  it('does not verify when more is gone than the trail says, or the entry that says it', async () => {
    const trail = ': the trail was changed.';
    assert.equal(
      await whenTampered((tx) =>
        tx
          .deleteFrom('audit')
          .where('seq', '=', last + 1)
          .execute(),
      ),
      `Entry ${last + 1} is missing${trail}`,
    );
    assert.match(
      await whenTampered((tx) => tx.deleteFrom('audit').where('kind', '=', 'audit.cut').execute()),
      /^Entry 1 is missing/,
    );
    const point = JSON.stringify({ seq: last + 2, hash: 'x'.repeat(43) });
    assert.match(
      await whenTampered((tx) =>
        tx.updateTable('audit').set({ detail: point }).where('kind', '=', 'audit.cut').execute(),
      ),
      /was not written by this service/,
    );
    assert.match(
      await whenTampered((tx) =>
        tx
          .updateTable('audit')
          .set({ prev_hash: 'x'.repeat(43) })
          .where('seq', '=', last + 1)
          .execute(),
      ),
      new RegExp(`^Entry ${last} has another hash`),
    );
  });

  it('still tells what became of an entry that an earlier check ended with', async () => {
    const { prevHash } = JSON.parse(file[last]!) as { prevHash: string };
    await verifyAudit(context, { seq: last, hash: prevHash });
    const another = verifyAudit(context, { seq: last, hash: 'x'.repeat(43) });
    assert.match(await refusalOf(another), new RegExp(`^Entry ${last} has another hash`));
    const sentence = 'Entry 2 was cut off: only the exported trail has it.';
    assert.equal(await refusalOf(verifyAudit(context, { seq: 2, hash: prevHash })), sentence);
  });

  it('keeps its last linked entry, however old it is', async () => {
    service.clock.advance(2 * hour);
    await linkAudit(context);
    const next = await exported();
    assert.match(await refusalOf(cut(file.slice(0, last))), /^There is nothing to cut off/);
    const { seq } = await cut(next);
    const left = await rows();
    assert.deepEqual([left[0]!.seq, seq], [next.length + last, next.length + last - 1]);
    await verify();
    await service.refresh();
    await verify();
  });

  it('is exported and cut off by commands', async () => {
    const run = (name: string, values: object) =>
      findCommand(name.split(' '))!.command.run({ folder: folder.data }, values, '');
    const path = folder.file('trail.jsonl');
    await run('audit export', { file: path });
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.equal(readFileSync(path, 'utf8'), (await exported()).join('\n') + '\n');
    await assert.rejects(run('audit export', { file: path }), /EEXIST/);
    await assert.rejects(run('audit cut', { file: folder.file('none') }), /ENOENT/);
    const whole = readFileSync(path, 'utf8');
    writeFileSync(path, whole.slice(0, -20));
    await assert.rejects(run('audit cut', { file: path }), /no entry of an audit trail/);
    writeFileSync(path, whole);
    const { seq } = JSON.parse(whole.split('\n')[0]!) as { seq: number };
    await run('audit cut', { file: path });
    assert.ok((await rows())[0]!.seq > seq);
    await run('audit verify', {});
    await service.store.transaction((tx) =>
      tx.updateTable('audit').set({ kind: 'x' }).where('kind', '=', 'audit.cut').execute(),
    );
    const broken = folder.file('broken.jsonl');
    await assert.rejects(run('audit export', { file: broken }), /AUDIT_BROKEN|was not written/);
    assert.equal(existsSync(broken), false);
  });
});
