/**
 * The service's keys in its data folder: `keys.json`, never in the database or its backups.
 * @module
 */
import { join } from 'node:path';
import { randomBytes, toBase64Url } from '../../crypto/bytes.js';
import { MalformedError } from '../../protocol/readers.js';
import {
  generateAuditKeys,
  generateKeyRecord,
  maxSigningKeys,
  readKeyRecord,
  rotateHpkeKey,
  rotateSigningKey,
  type ChainPoint,
  type KeyRecord,
} from '../domain/keys/key-record.js';
import { openKeyRing, replaceKeys, type KeyRing } from '../domain/keys/key-ring.js';
import { isLoopback } from '../domain/loopback.js';
import {
  createPrivateFile,
  readPrivateFile,
  replacePrivateFile,
  withoutOthers,
} from './private-file.js';
import { SettingError } from './setting-error.js';

/** The key file of a data folder. */
export function keyFile(folder: string): string {
  return join(folder, 'keys.json');
}

/** The file of a generated admin key in a data folder. */
export function adminKeyFile(folder: string): string {
  return join(folder, 'admin-key');
}

/**
 * Loads the keys of a data folder. Generates them at the first start.
 * @param iss the public URL. The keys belong to it for ever, except that a port of localhost may change.
 * @param closeTrail ends an audit trail of an earlier version, which has no tags.
 * @throws {SettingError} when the file is malformed, readable by others, or of another public URL.
 */
export async function openKeyFiles(
  folder: string,
  iss: string,
  now: number,
  closeTrail: CloseTrail,
): Promise<KeyRing> {
  const path = keyFile(folder);
  const kept = await readRecord(path);
  if (!kept) {
    const record = await generateKeyRecord(iss, now);
    await createPrivateFile(path, JSON.stringify(record));
    return openKeyRing(record);
  }
  if (kept.iss === iss) return openWithAudit(folder, kept, closeTrail);
  if (!isLocal(kept.iss) || !isLocal(iss)) {
    throw new SettingError(
      `The keys in ${path} belong to ${kept.iss}: enrolled browsers would not accept them as ${iss}.`,
    );
  }
  // The statements name the old URL, so browsers cannot use them any more.
  const moved = { ...kept, iss, succession: [] };
  await openRecord(path, moved);
  await replacePrivateFile(path, JSON.stringify(moved));
  return openWithAudit(folder, moved, closeTrail);
}

/** Links an audit trail without tags; resolves with its last entry. */
export type CloseTrail = () => Promise<ChainPoint>;

/** Opens keys. Keys of an earlier version get those of the audit trail, which say where the entries with tags begin. */
async function openWithAudit(
  folder: string,
  kept: KeyRecord,
  closeTrail: CloseTrail,
): Promise<KeyRing> {
  const path = keyFile(folder);
  const ring = await openRecord(path, kept);
  if (ring.audit) return ring;
  const record = await changeRecord(folder, async (one) => ({
    ...one,
    audit: one.audit ?? (await generateAuditKeys(await closeTrail())),
  }));
  return openRecord(path, record);
}

/**
 * Loads the keys of a data folder that a service has been started in.
 * @throws {SettingError} when there are none, and as {@link openKeyFiles}.
 */
export async function openExistingKeys(folder: string, closeTrail: CloseTrail): Promise<KeyRing> {
  return openWithAudit(folder, await requireRecord(folder), closeTrail);
}

/**
 * Rotates old keys, and gives a running service the keys that are now in its data folder. The file is read each
 * time, since the command line may have rotated a key.
 */
export async function refreshKeys(folder: string, ring: KeyRing, now: number): Promise<void> {
  const kept = await requireRecord(folder);
  const isOld = (await rotateHpkeKey(kept, now)) !== kept;
  const record = isOld ? await changeRecord(folder, (one) => rotateHpkeKey(one, now)) : kept;
  replaceKeys(ring, await openRecord(keyFile(folder), record));
}

/** Replaces the signing key of a data folder; a running service takes it over within a minute. */
export async function rotateSigningKeyFile(folder: string, now: number): Promise<KeyRing> {
  const record = await changeRecord(folder, async (kept) => {
    await openRecord(keyFile(folder), kept);
    if (kept.signing.length === maxSigningKeys) {
      throw new SettingError('The signing key has been replaced as often as browsers follow.');
    }
    return rotateSigningKey(kept, now);
  });
  return openRecord(keyFile(folder), record);
}

/**
 * Loads the admin key of a data folder. Generates it at the first start.
 * @throws {SettingError} when the file is readable by others, or holds no key.
 */
export async function openAdminKey(folder: string): Promise<string> {
  const path = adminKeyFile(folder);
  const kept = (await readPrivateFile(path))?.trim();
  if (kept === undefined) {
    const key = toBase64Url(randomBytes(32));
    await createPrivateFile(path, `${key}\n`);
    return key;
  }
  if (!/^[\w-]{43}$/.test(kept)) {
    throw new SettingError(`${path} does not hold an admin key: remove it to get a new one.`);
  }
  return kept;
}

/** Changes the key file. */
async function changeRecord(
  folder: string,
  change: (record: KeyRecord) => Promise<KeyRecord>,
): Promise<KeyRecord> {
  const path = keyFile(folder);
  // Before the lock, so that a folder without a service gets its own error.
  await requireRecord(folder);
  return withoutOthers(path, async () => {
    const record = await change(await requireRecord(folder));
    await replacePrivateFile(path, JSON.stringify(record));
    return record;
  });
}

async function requireRecord(folder: string): Promise<KeyRecord> {
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

async function openRecord(path: string, record: KeyRecord): Promise<KeyRing> {
  try {
    return await openKeyRing(record);
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
