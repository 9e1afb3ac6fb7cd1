/**
 * The commands about backups.
 * @module
 */
import * as v from 'valibot';
import { auditedTransaction } from '../../domain/audit/audit-trail.js';
import { ServiceClock } from '../../domain/clock.js';
import { text } from '../../fields.js';
import { makeBackup, verifyBackup, type BackupPlace } from '../backup/backup.js';
import type { Manifest } from '../backup/backup-manifest.js';
import { actor, entryFailed, withService, type Command } from './command.js';
import type { DataPlace } from '../data/database-place.js';
import { jsonLog } from '../json-log.js';
import { OperationalError } from '../operational-error.js';
import { restoreBackup } from '../backup/restore.js';

const backupOptions = v.strictObject({ keys: v.optional(text(4096)) });

const backup: Command = {
  name: 'backup',
  subject: 'folder',
  schema: backupOptions,
  run: async (place, options, folder) => {
    const data = folderOfAll(place, 'back it up with pg_dump, and copy keys.json to another place');
    return withService(place, async (context) => {
      const made = await makeBackup(data, placeOf(folder, options), context.clock.now());
      const result = summaryOf(made);
      const { sha256 } = result;
      try {
        await auditedTransaction(context, actor, (_, audit) =>
          audit('backup.made', made.iss, { at: made.at, sha256 }),
        );
      } catch (error) {
        throw entryFailed('The backup is made', error);
      }
      return { result };
    });
  },
};

const backupVerify: Command = {
  name: 'backup verify',
  subject: 'folder',
  schema: backupOptions,
  run: async (_, options, folder) => {
    const now = new ServiceClock().now();
    return { result: summaryOf(await verifyBackup(placeOf(folder, options), now)) };
  },
};

/** What was done since the backup is lost; the person has to know that. */
const restoreOptions = v.strictObject({
  ...backupOptions.entries,
  withoutAudit: v.optional(v.boolean()),
});

const restore: Command = {
  name: 'restore',
  subject: 'folder',
  schema: restoreOptions,
  run: async (place, options, folder) => {
    const data = folderOfAll(place, 'use pg_restore');
    const { keys, withoutAudit } = v.parse(restoreOptions, options);
    if (!withoutAudit) throw new OperationalError(losses);
    const ports = { clock: new ServiceClock(), log: jsonLog(process.stderr) };
    const { manifest, replaced, ended } = await restoreBackup(data, { folder, keys }, ports);
    return { result: { ...summaryOf(manifest), replaced, ended } };
  },
};

const losses =
  'What was done since the backup is lost: blocks, revocations, deletions, new PINs, revoked API keys. Repeat it by hand after this command, and give it --without-audit.';

/**
 * The folder that has the database and the keys of a service.
 * @param instead what else to do where the database is on a server.
 * @throws {OperationalError} when it is.
 */
function folderOfAll({ folder, database }: DataPlace, instead: string): string {
  if (!database) return folder;
  throw new OperationalError(`The database is on a PostgreSQL: ${instead}.`);
}

function placeOf(folder: string, options: unknown): BackupPlace {
  return { folder, keys: v.parse(backupOptions, options).keys };
}

/** What is printed of a backup: its service, its time, and the size and hash of the database in it. */
function summaryOf({ iss, at, database: { bytes, sha256 } }: Manifest) {
  return { iss, at, bytes, sha256 };
}

/** In the order in which the help lists them. */
export const backupCommands: readonly Command[] = [backup, backupVerify, restore];
