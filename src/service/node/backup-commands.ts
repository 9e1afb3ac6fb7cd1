/**
 * The commands about backups.
 * @module
 */
import * as v from 'valibot';
import { auditedTransaction } from '../domain/audit/audit-trail.js';
import { ServiceClock } from '../domain/clock.js';
import { text } from '../fields.js';
import { makeBackup, verifyBackup, type BackupPlace } from './backup.js';
import type { Manifest } from './backup-manifest.js';
import { actor, entryFailed, withService, type Command } from './command.js';
import { jsonLog } from './json-log.js';
import { OperationalError } from './operational-error.js';
import { restoreBackup } from './restore.js';

const place = v.strictObject({ keys: v.optional(text(4096)) });

const backup: Command = {
  name: 'backup',
  subject: 'folder',
  schema: place,
  run: (data, options, folder) =>
    withService(data, async (context) => {
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
    }),
};

const backupVerify: Command = {
  name: 'backup verify',
  subject: 'folder',
  schema: place,
  run: async (_, options, folder) => {
    const now = new ServiceClock().now();
    return { result: summaryOf(await verifyBackup(placeOf(folder, options), now)) };
  },
};

/** What was done since the backup is lost; the person has to know that. */
const restoring = v.strictObject({ ...place.entries, withoutAudit: v.optional(v.boolean()) });

const restore: Command = {
  name: 'restore',
  subject: 'folder',
  schema: restoring,
  run: async ({ folder: data, database }, options, folder) => {
    const { keys, withoutAudit } = v.parse(restoring, options);
    if (database) throw new OperationalError('The database is on a PostgreSQL: use pg_restore.');
    if (!withoutAudit) throw new OperationalError(losses);
    const ports = { clock: new ServiceClock(), log: jsonLog(process.stderr) };
    const { manifest, replaced, ended } = await restoreBackup(data, { folder, keys }, ports);
    return { result: { ...summaryOf(manifest), replaced, ended } };
  },
};

const losses =
  'What was done since the backup is lost: blocks, revocations, deletions, new PINs, revoked API keys. Repeat it by hand after this command, and give it --without-audit.';

function placeOf(folder: string, options: unknown): BackupPlace {
  return { folder, keys: v.parse(place, options).keys };
}

/** What is printed of a backup: its service, its time, and the size and hash of the database in it. */
function summaryOf({ iss, at, files }: Manifest) {
  const [{ bytes, sha256 } = { bytes: 0, sha256: '' }] = files;
  return { iss, at, bytes, sha256 };
}

/** In the order in which the help lists them. */
export const backupCommands: readonly Command[] = [backup, backupVerify, restore];
