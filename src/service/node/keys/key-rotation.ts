/**
 * Replaces keys in the key file of a data folder, and drops old ones. A running service takes notice within a minute.
 * @module
 */
import { keyId } from '../../../crypto/jwk.js';
import { canCloseTrail, closeTrail, publishAuditKeys } from '../../domain/keys/audit-rotation.js';
import { keyBinding } from '../../domain/keys/keyed-values.js';
import {
  maxSigningKeys,
  maxVersions,
  publishSigningKey,
  replaceHpkeKey,
  replaceSigningKey,
  type ChainPoint,
  type KeyRecord,
} from '../../domain/keys/key-record.js';
import {
  currentHpkeKey,
  openKeyRing,
  signingKey,
  type ServiceKey,
} from '../../domain/keys/key-ring.js';
import {
  addVersion,
  removeVersion,
  replacedAt,
  upcomingVersion,
  versionOverlap,
  type VersionedKey,
} from '../../domain/keys/key-versions.js';
import { Refusal } from '../../domain/refusal.js';
import { changeRecord, readKeys } from './key-files.js';
import { OperationalError } from '../operational-error.js';
import { SettingError } from '../setting-error.js';

/** A new key: its version or thumbprint, and when it is used, in milliseconds. */
export interface NewKey {
  readonly version: number | string;
  readonly from: number;
}

/**
 * What happens after a key was made and before it is in the file; when that rejects, nothing was replaced.
 */
type Announce = (made: NewKey) => Promise<void>;

/**
 * Adds a version of a symmetric key, which becomes current a little later.
 * @throws {OperationalError} when another one is waiting already, or there are too many.
 */
export function rotateVersionedKey(
  folder: string,
  name: VersionedKey,
  now: number,
  announce?: Announce,
): Promise<NewKey> {
  const change = async (kept: KeyRecord) => {
    const waiting = upcomingVersion(kept, name, now);
    if (waiting) throw new OperationalError(isWaiting(name, waiting.v, waiting.from ?? now));
    if (kept[name].length >= maxVersions) {
      throw new OperationalError(
        `There are ${maxVersions} versions of ${name}: drop old ones first.`,
      );
    }
    return addVersion(await withBinding(kept, now), name, now);
  };
  const describe = async (record: KeyRecord) => {
    const { v, from } = record[name].at(-1)!;
    return { version: v, from: from ?? now };
  };
  return replaceKey(folder, change, describe, announce);
}

/**
 * Removes an old version of a symmetric key.
 * @throws {SettingError} when it is not held.
 * @throws {OperationalError} when something needs it, or may need it since it was replaced only now.
 */
export async function dropVersion(
  folder: string,
  { name, version }: { readonly name: VersionedKey; readonly version: number },
  now: number,
  { needed, announce }: DropContext,
): Promise<void> {
  const change = async (kept: KeyRecord) => {
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
  };
  await changeRecord(folder, change, announce);
}

/** What surrounds the removal of a version. */
interface DropContext {
  /** Tells what needs the version, by what that is. */
  readonly needed: () => Promise<Readonly<Record<string, number>>>;
  /** Is called before the version is out of the file; when that rejects, it stays. */
  readonly announce?: (() => Promise<void>) | undefined;
}

/** Replaces the HPKE key at once. Browsers that are being enrolled may use the one before until the next replacement. */
export function rotateHpkeKeyFile(
  folder: string,
  now: number,
  announce?: Announce,
): Promise<NewKey> {
  const describe = async (record: KeyRecord) => {
    return { version: currentHpkeKey(await openKeyRing(record, now)).kid, from: now };
  };
  return replaceKey(folder, (kept) => replaceHpkeKey(kept, now), describe, announce);
}

/**
 * Adds the next keys of the audit trail, which are used a little later.
 * @throws {OperationalError} when others are waiting already, or there were too many.
 */
export function rotateAuditKeyFile(
  folder: string,
  now: number,
  announce?: Announce,
): Promise<NewKey> {
  const change = async (kept: KeyRecord) => {
    if (kept.auditNext) throw new OperationalError('The audit key is being replaced already.');
    if ((kept.audit?.earlier?.length ?? 0) >= maxSigningKeys) {
      throw new OperationalError('The audit key has been replaced as often as it can be.');
    }
    return publishAuditKeys(kept, now);
  };
  const describe = async ({ auditNext }: KeyRecord) => {
    return { version: keyId(auditNext!), from: auditNext!.from };
  };
  return replaceKey(folder, change, describe, announce);
}

/**
 * Ends the replacement of the keys of the audit trail, if it is time.
 * @param link links the trail to its end; resolves with the last entry.
 * @throws {OperationalError} when the trail was changed by somebody else: the old key stays until that is mended.
 */
export async function closeTrailOfFile(
  folder: string,
  now: number,
  link: () => Promise<ChainPoint>,
): Promise<void> {
  const found = await readKeys(folder);
  if (!canCloseTrail(found, now)) return;
  // Before the file is locked: that can take long, and keys that are stolen have to be replaced meanwhile.
  const last = await linkedBy(link);
  await changeRecord(folder, async (kept) =>
    kept.auditNext && keyId(kept.auditNext) === keyId(found.auditNext)
      ? closeTrail(kept, last)
      : kept,
  );
}

async function linkedBy(link: () => Promise<ChainPoint>): Promise<ChainPoint> {
  try {
    return await link();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new OperationalError(`The old audit key is still held: ${error.message}`);
  }
}

/**
 * Replaces the signing key.
 * @param isStolen replaces it at once, instead of publishing the new key first.
 * @throws {SettingError} when another one is published already, or there were too many.
 */
export function rotateSigningKeyFile(
  folder: string,
  now: number,
  isStolen: boolean,
  announce?: Announce,
): Promise<NewKey> {
  const change = async (kept: KeyRecord) => {
    const { signing, upcoming } = await openKeyRing(kept, now);
    if (!isStolen && upcoming.length) throw new SettingError(alreadyPublished(upcoming[0]!));
    if (signing.length === maxSigningKeys) {
      throw new SettingError('The signing key has been replaced as often as browsers follow.');
    }
    return isStolen ? replaceSigningKey(kept, now) : publishSigningKey(kept, now);
  };
  const describe = async (record: KeyRecord) => {
    const ring = await openKeyRing(record, now);
    const { kid, from } = ring.upcoming.at(-1) ?? signingKey(ring);
    return { version: kid, from };
  };
  return replaceKey(folder, change, describe, announce);
}

async function replaceKey(
  folder: string,
  change: (record: KeyRecord) => Promise<KeyRecord>,
  describe: (record: KeyRecord) => Promise<NewKey>,
  announce?: Announce,
): Promise<NewKey> {
  let made: NewKey | undefined;
  await changeRecord(folder, change, async (record) => {
    made = await describe(record);
    await announce?.(made);
  });
  return made!;
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
