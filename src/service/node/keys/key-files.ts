/**
 * The service's keys in its data folder: `keys.json`, never in the database or its backups.
 * @module
 */
import { join } from 'node:path';
import { MalformedError } from '../../../protocol/readers.js';
import {
  dateKeysBack,
  generateAuditKeys,
  generateKeyRecord,
  readKeyRecord,
  retireSigningKeys,
  rotateHpkeKey,
  type ChainPoint,
  type KeyRecord,
} from '../../domain/keys/key-record.js';
import { openKeyRing, replaceKeys, type KeyRing } from '../../domain/keys/key-ring.js';
import { dateAuditKeysBack } from '../../domain/keys/audit-rotation.js';
import { dateVersionsBack, forgetVersions, versionedKeys } from '../../domain/keys/key-versions.js';
import { keyBinding } from '../../domain/keys/keyed-values.js';
import { isLoopback } from '../../domain/loopback.js';
import { adminKeyFile } from './admin-key-file.js';
import {
  createPrivateFile,
  readPrivateFile,
  removeDrafts,
  replacePrivateFile,
  withoutOthers,
} from '../data/private-file.js';
import { nodeAesKey } from '../node-aes-key.js';
import { SettingError } from '../setting-error.js';

/** Name of the key file, in a data folder and in a backup or apart from it. */
export const keyName = 'keys.json';

/** The key file of a data folder. */
export function keyFile(folder: string): string {
  return join(folder, keyName);
}

/**
 * Loads the keys of a data folder. Generates them at the first start.
 * @param iss the public URL. The keys belong to it for ever, except that a port of localhost may change.
 * @param use what happens in the database before the keys are used.
 * @throws {SettingError} when the file is malformed, readable by others, or of another public URL.
 */
export async function openKeyFiles(
  folder: string,
  iss: string,
  now: number,
  use: KeyUse,
): Promise<KeyRing> {
  const path = keyFile(folder);
  const kept = await readRecord(path);
  if (!kept) {
    const record = await generateKeyRecord(iss, now);
    await createPrivateFile(path, JSON.stringify(record));
    const made = await openKeyRing(record, now, nodeAesKey);
    await use.accept(made);
    return made;
  }
  if (kept.iss !== iss && !(isLocal(kept.iss) && isLocal(iss))) {
    throw new SettingError(
      `The keys in ${path} belong to ${kept.iss}: enrolled browsers would not accept them as ${iss}.`,
    );
  }
  // At another port of localhost: the statements name the old URL, so browsers cannot use them any more.
  const record = kept.iss === iss ? kept : { ...kept, iss, succession: [] };
  const ring = await openRecord(path, record, now);
  await use.accept(ring);
  if (record !== kept) await replacePrivateFile(path, JSON.stringify(record));
  return withAudit(folder, ring, now, use);
}

/** What happens in the database before keys are used. */
export interface KeyUse {
  /** Rejects when the keys are not those of the data; the file then stays as it is. */
  accept(ring: KeyRing): Promise<void>;
  /** Links an audit trail of an earlier version, which has no tags; resolves with its last entry. */
  closeTrail(): Promise<ChainPoint>;
}

/** Gives keys of an earlier version those of the audit trail, which say where the entries with tags begin. */
async function withAudit(
  folder: string,
  ring: KeyRing,
  now: number,
  { closeTrail }: KeyUse,
): Promise<KeyRing> {
  if (ring.audit) return ring;
  const record = await changeRecord(folder, async (one) => ({
    ...one,
    audit: one.audit ?? (await generateAuditKeys(await closeTrail())),
  }));
  return openRecord(keyFile(folder), record, now);
}

/**
 * Loads the keys of a data folder that a service has been started in.
 * @throws {SettingError} when there are none, and as {@link openKeyFiles}.
 */
export async function openExistingKeys(folder: string, now: number, use: KeyUse): Promise<KeyRing> {
  const ring = await openRecord(keyFile(folder), await readKeys(folder), now);
  await use.accept(ring);
  return withAudit(folder, ring, now, use);
}

/**
 * Has the entries with tags begin at the first one, for an audit trail that begins anew. Keys that were replaced in the
 * trail before have signed no head of this one.
 * @throws {SettingError} when there are no keys.
 */
export async function restartAuditTrail(folder: string): Promise<void> {
  await changeRecord(folder, async (record) => ({
    ...record,
    audit: record.audit && { ...record.audit, seq: 0, hash: '', earlier: undefined },
  }));
}

/** Removes what processes that were killed have left of new keys; resolves with the number of files. */
export function removeKeyDrafts(folder: string): Promise<number> {
  return removeDrafts(folder, [keyFile(folder), adminKeyFile(folder)]);
}

/**
 * Gives a running service the keys that are now in its data folder, and rotates old ones. The file is read each time,
 * since the command line may have rotated a key. Its keys are in use also when it cannot be changed.
 * @throws {SettingError} when the file has no keys, or those of another service; the ring stays as it is.
 * @throws {OperationalError} when another process changes the file while keys are to be rotated.
 */
export async function refreshKeys(folder: string, ring: KeyRing, now: number): Promise<void> {
  const kept = await readKeys(folder);
  replaceKeys(ring, await openLaterKeys(folder, kept, ring, now));
  const change = async (one: KeyRecord) => {
    const dated = dateAuditKeysBack(dateVersionsBack(dateKeysBack(one, now), now), now);
    return rotateHpkeKey(forgetVersions(retireSigningKeys(dated, now), now), now);
  };
  if ((await change(kept)) === kept) return;
  const changed = await changeRecord(folder, async (one) => {
    // Another file may have been put in its place meanwhile.
    await openLaterKeys(folder, one, ring, now);
    return change(one);
  });
  replaceKeys(ring, await openRecord(keyFile(folder), changed, now));
}

/**
 * Opens keys that are to take the place of those of a ring.
 * @throws {SettingError} when they are those of another service, or an older copy.
 */
async function openLaterKeys(
  folder: string,
  record: KeyRecord,
  ring: KeyRing,
  now: number,
): Promise<KeyRing> {
  const found = await openRecord(keyFile(folder), record, now);
  if (found.iss !== ring.iss || keyBinding(found) !== keyBinding(ring)) {
    throw new SettingError(`${keyFile(folder)} has the keys of another service: restore it.`);
  }
  const lost = findLostKey(found, ring);
  if (lost) {
    throw new SettingError(
      `${keyFile(folder)} lacks ${lost}, which is in use: restore the newer file.`,
    );
  }
  return found;
}

/**
 * What of a ring an older copy of the file lacks, if it lacks something. Values that were made with the newer keys could
 * not be read. A copy in which a key was replaced once more has another key under the same number.
 */
function findLostKey(found: KeyRing, ring: KeyRing): string | undefined {
  const auditKids = ({ audit }: KeyRing) =>
    [audit, ...(audit?.others ?? [])].map((key) => key?.kid);
  const held = new Set(auditKids(found));
  if (found.audit && auditKids(ring).some((kid) => kid !== undefined && !held.has(kid))) {
    return 'a key of the audit trail';
  }
  const published = new Set([...found.signing, ...found.upcoming].map(({ kid }) => kid));
  if (ring.signing.some(({ kid }) => !published.has(kid))) return 'a signing key';
  for (const name of versionedKeys) {
    const versions = found.fingerprints[name];
    const newest = Math.max(...ring[name].byVersion.keys());
    if (Math.max(...versions.keys()) < newest) return `version ${newest} of ${name}`;
    for (const [version, fingerprint] of ring.fingerprints[name]) {
      const other = versions.get(version);
      if (other !== undefined && other !== fingerprint) return `version ${version} of ${name}`;
    }
  }
  return undefined;
}

/**
 * Changes the key file, under its lock. After a crash there is either the old or the new one.
 * @param announce is called with the new record before it is written; when that rejects, the file stays as it is.
 * @throws {SettingError} when there is none, or it cannot be written.
 * @throws {OperationalError} when another process changes it.
 */
export async function changeRecord(
  folder: string,
  change: (record: KeyRecord) => Promise<KeyRecord>,
  announce: (record: KeyRecord) => Promise<void> = async () => undefined,
): Promise<KeyRecord> {
  const path = keyFile(folder);
  // Before the lock, so that a folder without a service gets its own error.
  await readKeys(folder);
  return withoutOthers(path, async () => {
    const record = await change(await readKeys(folder));
    await announce(record);
    await replacePrivateFile(path, JSON.stringify(record));
    return record;
  });
}

/**
 * Reads the keys of a data folder as they are stored.
 * @throws {SettingError} when no service has been started there.
 */
export async function readKeys(folder: string): Promise<KeyRecord> {
  const record = await readRecord(keyFile(folder));
  if (!record) {
    throw new SettingError(`There are no keys in ${folder}: start the service there first.`);
  }
  return record;
}

async function readRecord(path: string): Promise<KeyRecord | undefined> {
  const text = await readPrivateFile(path);
  if (text === undefined) return undefined;
  try {
    return readKeyRecord(JSON.parse(text), '$');
  } catch (error) {
    throw malformed(path, error);
  }
}

async function openRecord(path: string, record: KeyRecord, now: number): Promise<KeyRing> {
  try {
    return await openKeyRing(record, now, nodeAesKey);
  } catch (error) {
    throw malformed(path, error);
  }
}

function malformed(path: string, error: unknown): SettingError {
  const place = error instanceof MalformedError ? ` at ${error.path}` : '';
  return new SettingError(`${path} is not a key file of this service${place}: restore it.`);
}

function isLocal(iss: string): boolean {
  return URL.canParse(iss) && isLoopback(new URL(iss).hostname);
}
