/**
 * Replaces keys in the key file of a data folder, and drops old ones. A running service takes notice within a minute.
 * @module
 */
import { keyId } from '../../crypto/jwk.js';
import { canCloseTrail, closeTrail, publishAuditKeys } from '../domain/keys/audit-rotation.js';
import { keyBinding } from '../domain/keys/keyed-values.js';
import {
  maxSigningKeys,
  maxVersions,
  publishSigningKey,
  replaceHpkeKey,
  replaceSigningKey,
  type ChainPoint,
  type KeyRecord,
} from '../domain/keys/key-record.js';
import {
  currentHpkeKey,
  openKeyRing,
  signingKey,
  type ServiceKey,
} from '../domain/keys/key-ring.js';
import {
  addVersion,
  removeVersion,
  replacedAt,
  upcomingVersion,
  versionOverlap,
  type VersionedKey,
} from '../domain/keys/key-versions.js';
import { changeRecord, readKeys } from './key-files.js';
import { OperationalError } from './operational-error.js';
import { SettingError } from './setting-error.js';

/** A new key: its version or thumbprint, and when it is used, in milliseconds. */
export interface NewKey {
  readonly version: number | string;
  readonly from: number;
}

/**
 * Adds a version of a symmetric key, which becomes current a little later.
 * @throws {OperationalError} when another one is waiting already, or there are too many.
 */
export async function rotateVersionedKey(
  folder: string,
  name: VersionedKey,
  now: number,
): Promise<NewKey> {
  const record = await changeRecord(folder, async (kept) => {
    const waiting = upcomingVersion(kept, name, now);
    if (waiting) throw new OperationalError(isWaiting(name, waiting.v, waiting.from ?? now));
    if (kept[name].length >= maxVersions) {
      throw new OperationalError(
        `There are ${maxVersions} versions of ${name}: drop old ones first.`,
      );
    }
    return addVersion(await withBinding(kept, now), name, now);
  });
  const { v, from } = record[name].at(-1)!;
  return { version: v, from: from ?? now };
}

/**
 * Removes an old version of a symmetric key.
 * @param needed tells what needs it, by what that is.
 * @throws {SettingError} when it is not held.
 * @throws {OperationalError} when something needs it, or may need it since it was replaced only now.
 */
export async function dropVersion(
  folder: string,
  { name, version }: { readonly name: VersionedKey; readonly version: number },
  now: number,
  needed: () => Promise<Readonly<Record<string, number>>>,
): Promise<void> {
  await changeRecord(folder, async (kept) => {
    if (!kept[name].some(({ v }) => v === version)) {
      throw new SettingError(`There is no version ${version} of ${name}.`);
    }
    const replaced = replacedAt(kept[name], version, now);
    if (replaced === undefined) {
      throw new OperationalError(`Version ${version} of ${name} is in use: rotate ${name} first.`);
    }
    const end = replaced + versionOverlap;
    if (end > now) {
      const time = new Date(end).toISOString();
      throw new OperationalError(`Version ${version} of ${name} cannot be dropped before ${time}.`);
    }
    // Under the lock of the file, and long after the last process has used it for anything new.
    const uses = Object.entries(await needed()).filter(([, count]) => count > 0);
    if (uses.length) {
      const what = uses.map(([noun, count]) => `${count} ${noun}`).join(', ');
      throw new OperationalError(`Version ${version} of ${name} is still needed: ${what}.`);
    }
    return removeVersion(await withBinding(kept, now), name, version);
  });
}

/** Replaces the HPKE key at once. Browsers that are being enrolled may use the one before until the next replacement. */
export async function rotateHpkeKeyFile(folder: string, now: number): Promise<NewKey> {
  const record = await changeRecord(folder, (kept) => replaceHpkeKey(kept, now));
  return { version: currentHpkeKey(await openKeyRing(record, now)).kid, from: now };
}

/**
 * Adds the next keys of the audit trail, which are used a little later.
 * @throws {OperationalError} when others are waiting already, or there were too many.
 */
export async function rotateAuditKeyFile(folder: string, now: number): Promise<NewKey> {
  const { auditNext } = await changeRecord(folder, (kept) => {
    if (kept.auditNext) throw new OperationalError('The audit key is being replaced already.');
    if ((kept.audit?.earlier?.length ?? 0) >= maxSigningKeys) {
      throw new OperationalError('The audit key has been replaced as often as it can be.');
    }
    return publishAuditKeys(kept, now);
  });
  return { version: keyId(auditNext!), from: auditNext!.from };
}

/**
 * Ends the replacement of the keys of the audit trail, if it is time.
 * @param link links the trail to its end; resolves with the last entry.
 */
export async function closeTrailOfFile(
  folder: string,
  now: number,
  link: () => Promise<ChainPoint>,
): Promise<void> {
  if (!canCloseTrail(await readKeys(folder), now)) return;
  await changeRecord(folder, async (kept) =>
    canCloseTrail(kept, now) ? closeTrail(kept, await link()) : kept,
  );
}

/**
 * Replaces the signing key.
 * @param isStolen replaces it at once, instead of publishing the new key first.
 * @returns the new key.
 * @throws {SettingError} when another one is published already, or there were too many.
 */
export async function rotateSigningKeyFile(
  folder: string,
  now: number,
  isStolen: boolean,
): Promise<ServiceKey> {
  const record = await changeRecord(folder, async (kept) => {
    const { signing, upcoming } = await openKeyRing(kept, now);
    if (!isStolen && upcoming.length) throw new SettingError(alreadyPublished(upcoming[0]!));
    if (signing.length === maxSigningKeys) {
      throw new SettingError('The signing key has been replaced as often as browsers follow.');
    }
    return isStolen ? replaceSigningKey(kept, now) : publishSigningKey(kept, now);
  });
  const ring = await openKeyRing(record, now);
  return ring.upcoming.at(-1) ?? signingKey(ring);
}

/** Keeps what binds the database to the keys, before a key that it follows from can go. */
async function withBinding(record: KeyRecord, now: number): Promise<KeyRecord> {
  return { ...record, binding: keyBinding(await openKeyRing(record, now)) };
}

function isWaiting(name: string, version: number, from: number): string {
  const time = new Date(from).toISOString();
  return `Version ${version} of ${name} is waiting already, and is used from ${time}.`;
}

function alreadyPublished({ from }: ServiceKey): string {
  const time = new Date(from).toISOString();
  return `A new key is published already, and signs from ${time}. With --now another one signs at once.`;
}
