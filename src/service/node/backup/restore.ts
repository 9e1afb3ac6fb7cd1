/**
 * Restoring a data folder from a backup. What was in its place is put aside.
 * @module
 */
import { randomUUID } from 'node:crypto';
import { chmod, copyFile, cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { closeUntaggedTrail } from '../../domain/audit/audit-chain.js';
import { auditedTransaction } from '../../domain/audit/audit-trail.js';
import type { ServiceClock } from '../../domain/clock.js';
import { openKeyRing } from '../../domain/keys/key-ring.js';
import type { KeyRecord } from '../../domain/keys/key-record.js';
import { renewKeys } from '../../domain/keys/restored-keys.js';
import { endAfterRestore } from '../../domain/restored-data.js';
import type { EndedBySetBack } from '../../domain/set-back.js';
import type { Log } from '../../service-context.js';
import { findLastEntry } from '../../store/tables/audit-entries.js';
import { openSqliteStore } from '../../store/sqlite/sqlite.js';
import type { Store } from '../../store/store.js';
import { checkTogether, copies, verifyBackup } from './backup.js';
import type { BackupPlace } from './backup.js';
import { describeFile, type Manifest } from './backup-manifest.js';
import { actor } from '../commands/command.js';
import { lockFolder } from '../data/data-folder.js';
import { databaseName } from '../data/database-file.js';
import { codeOf } from '../error-code.js';
import { changeRecord, keyFile, keyName } from '../keys/key-files.js';
import { OperationalError } from '../operational-error.js';
import {
  createPrivateFile,
  makeDataFolder,
  readPrivateFile,
  syncFolder,
} from '../data/private-file.js';

/** The parts of a database in a file. */
const parts = ['', '-wal', '-shm'] as const;

/** What came of a restore. */
export interface Restored {
  readonly manifest: Manifest;
  /** The folder that has the database which was there before. */
  readonly replaced: string | undefined;
  readonly ended: EndedBySetBack;
}

/** What restoring needs besides the places. */
interface Ports {
  readonly clock: ServiceClock;
  readonly log: Log;
}

/**
 * Puts the database of a backup in place of that of a data folder, on which no service runs. The keys of the folder stay
 * where it has some, since they may have been replaced since; they get another challenge key.
 *
 * A process that is killed leaves the database that was there, or the restored one, or, for an instant, none; the same
 * command then restores it.
 * @throws {OperationalError} when the backup is not to be relied on, a service runs, or the keys of the folder are others.
 */
export async function restoreBackup(
  data: string,
  { folder, keys = folder }: BackupPlace,
  ports: Ports,
): Promise<Restored> {
  const now = ports.clock.now();
  const manifest = await verifyBackup({ folder, keys }, now);
  await makeDataFolder(data);
  const lock = lockFolder(data);
  try {
    const path = keyFile(data);
    const hasKeys = (await readPrivateFile(path)) !== undefined;
    if (hasKeys) await checkTogether(folder, data, now);
    for (const kind of copies) await addCopies(folder, data, kind);
    const draft = `${databaseName}.${randomUUID()}`;
    try {
      await copyChecked(folder, data, draft, manifest);
      if (!hasKeys) {
        await createPrivateFile(path, (await readPrivateFile(join(keys, keyName)))!);
      }
      return { manifest, ...(await replaceDatabase(data, draft, manifest, ports)) };
    } finally {
      for (const part of parts) await rm(join(data, draft + part), { force: true });
    }
  } finally {
    lock.release();
  }
}

async function copyChecked(
  folder: string,
  data: string,
  draft: string,
  { database }: Manifest,
): Promise<void> {
  await copyFile(join(folder, databaseName), join(data, draft));
  // The copy has the mode of the backup, which somebody may have carried about.
  await chmod(join(data, draft), 0o600);
  const { sha256 } = await describeFile(data, draft);
  if (sha256 === database.sha256) return;
  throw new OperationalError(`The backup ${folder} was changed meanwhile: use another backup.`);
}

/** Prepares the draft of the database, and puts it in place before the keys are written. */
async function replaceDatabase(
  data: string,
  draft: string,
  manifest: Manifest,
  ports: Ports,
): Promise<Omit<Restored, 'manifest'>> {
  const store = await openSqliteStore(join(data, draft));
  let done: Omit<Restored, 'manifest'> | undefined;
  const change = async (record: KeyRecord) => {
    const isClosedLater = (record.audit?.seq ?? 0) > (await findLastEntry(store.read));
    return renewKeys(record, isClosedLater ? await closeUntaggedTrail(store) : undefined);
  };
  const finish = async (record: KeyRecord) => {
    const ended = await endAndRecord(store, record, manifest, ports);
    await store.close();
    done = { ended, replaced: await swap(data, draft, ports.clock.now()) };
  };
  try {
    await changeRecord(data, change, finish);
  } finally {
    await store.close();
  }
  return done!;
}

async function endAndRecord(
  store: Store,
  record: KeyRecord,
  { at, database: { sha256 } }: Manifest,
  { clock, log }: Ports,
): Promise<EndedBySetBack> {
  const ended = await endAfterRestore({ store, clock });
  const keys = await openKeyRing(record, clock.now());
  await auditedTransaction({ store, clock, log, keys }, actor, (_, audit) =>
    audit('database.restored', record.iss, { from: at, sha256 }),
  );
  return ended;
}

/** Puts aside the database that is there, if there is one, and the draft in its place; resolves with where the old one is. */
async function swap(data: string, draft: string, now: number): Promise<string | undefined> {
  const aside = join(data, `before-restore-${now}`);
  let isReplaced = false;
  // The database first: without its log, it would lose what was committed last.
  for (const part of parts) {
    const path = join(data, databaseName + part);
    await mkdir(aside, { recursive: true, mode: 0o700 });
    isReplaced = (await move(path, join(aside, databaseName + part))) || isReplaced;
  }
  if (!isReplaced) await rm(aside, { recursive: true });
  await rename(join(data, draft), join(data, databaseName));
  await syncFolder(join(data, databaseName));
  return isReplaced ? aside : undefined;
}

async function move(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Adds versions of what pages load; those that are there stay. */
async function addCopies(folder: string, data: string, kind: string): Promise<void> {
  try {
    await cp(join(folder, kind), join(data, kind), { recursive: true, force: false });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
