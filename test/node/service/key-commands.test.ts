/**
 * Commands on keys, and what they leave in the audit trail.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { versionOverlap } from '../../../src/service/domain/keys/key-versions.js';
import { adminKeyFile } from '../../../src/service/node/keys/admin-key-file.js';
import { entryFailed } from '../../../src/service/node/commands/command.js';
import { findCommand } from '../../../src/service/node/commands/commands.js';
import { changeRecord, keyFile } from '../../../src/service/node/keys/key-files.js';
import { UnknownOutcomeError } from '../../../src/service/store/unknown-outcome-error.js';
import { TestService } from '../../support/services/test-service.js';
import { Folder } from '../support/services/data-folder.js';

/** Each command, with its subject and its kind of entry. */
const rotations = [
  ['signing-key rotate', '', 'service-key.rotate'],
  ['service-key rotate', 'pepper', 'service-key.rotate'],
  ['service-key rotate', 'hpke', 'service-key.rotate'],
  ['service-key rotate', 'audit', 'service-key.rotate'],
  ['admin-key rotate', '', 'admin-key.rotate'],
  ['service-key drop', 'challenge', 'service-key.drop'],
] as const;

describe('a command on keys', () => {
  let folder: Folder;
  let service: TestService;

  before(async () => {
    folder = new Folder();
    service = await TestService.inFolder(folder.data);
  });

  after(async () => {
    await service.close();
    folder.remove();
  });

  // Nothing waits to be used, and version 1 of the challenge key can be dropped.
  beforeEach(async () => {
    await changeRecord(folder.data, async (record) => {
      const { k } = record.challenge[0]!;
      return {
        ...record,
        challenge: [
          { v: 1, k, from: undefined },
          { v: 2, k, from: Date.now() - versionOverlap - 1 },
        ],
        pepper: record.pepper.slice(0, 1),
        signing: [{ ...record.signing[0]!, until: undefined }],
        succession: [],
        auditNext: undefined,
      };
    });
  });

  const read = () =>
    [keyFile(folder.data), adminKeyFile(folder.data)].map((file) => readFileSync(file, 'utf8'));

  const entries = () =>
    service.store.read
      .selectFrom('audit')
      .select(['kind', 'subject', 'detail'])
      .orderBy('seq')
      .execute();

  async function run(name: string, subject: string): Promise<unknown> {
    const { command } = findCommand(name.split(' '))!;
    const values = name.endsWith('drop') ? { version: 1 } : {};
    return (await command.run({ folder: folder.data }, values, subject)).result;
  }

  const execute = (statement: string) =>
    service.store.transaction((tx) => sql.raw(statement).execute(tx));

  /** Has a statement run after each new entry. */
  async function whileEntries(statement: string, work: () => Promise<void>): Promise<void> {
    await execute(`create trigger test_entries after insert on audit begin ${statement}; end`);
    try {
      await work();
    } finally {
      await execute('drop trigger test_entries');
    }
  }

  it('changes nothing when the audit trail takes no entry', async () => {
    await whileEntries(`select raise(abort, 'no more entries')`, async () => {
      const kept = read();
      for (const [name, subject] of rotations) {
        await assert.rejects(run(name, subject), /^Error: no more entries$/, name);
        assert.deepEqual(read(), kept, name);
      }
    });
  });

  it('says that the key is replaced when only the entry is lost', async () => {
    await execute('create table test_one (id integer primary key)');
    await execute(
      'create table test_other (id integer references test_one deferrable initially deferred)',
    );
    await whileEntries('insert into test_other values (1)', async () => {
      const before = await entries();
      for (const [name, subject] of rotations) {
        const kept = read();
        const done = name.endsWith('drop')
          ? 'The version is dropped'
          : name === 'admin-key rotate'
            ? 'The admin key is replaced'
            : 'The key is replaced';
        const message = `${done}, but the audit trail has no entry about it: FOREIGN KEY constraint failed.`;
        await assert.rejects(run(name, subject), { name: 'OperationalError', message });
        assert.notDeepEqual(read(), kept, name);
      }
      assert.deepEqual(await entries(), before);
    });
  });

  it('does not say that there is no entry when nobody knows', () => {
    assert.equal(
      entryFailed('The key is replaced', new UnknownOutcomeError(undefined)).message,
      'The key is replaced. Look whether the audit trail has an entry about it: the connection to the database was lost during a commit.',
    );
  });

  it('leaves one entry that says which key there is now, and from when', async () => {
    for (const [name, subject, kind] of rotations) {
      const before = (await entries()).length;
      const result = (await run(name, subject)) as Record<string, unknown>;
      const [entry, ...more] = (await entries()).slice(before);
      assert.deepEqual([entry!.kind, more], [kind, []]);
      const detail = JSON.parse(entry!.detail) as object;
      if (name === 'signing-key rotate') {
        const { kid: version, signsFrom: from } = result;
        assert.deepEqual([entry!.subject, detail], ['signing', { version, from }]);
      } else if (name === 'service-key rotate') {
        const { key, ...made } = result;
        assert.deepEqual([entry!.subject, detail], [key, made]);
      } else {
        const isDrop = name === 'service-key drop';
        assert.deepEqual(
          [entry!.subject, detail],
          isDrop ? [subject, { version: 1 }] : ['admin', {}],
        );
      }
    }
  });
});
