/**
 * The list of all keys of a service and their versions, for administrators. No key is in it.
 * @module
 */
import { keyId } from '../../../crypto/jwk.js';
import {
  countUses,
  findUsedVersions,
  usedKeys,
  type UsedKey,
} from '../../store/tables/key-uses.js';
import type { Db } from '../../store/store.js';
import { currentIndex, type KeyRecord } from './key-record.js';
import type { KeyRing } from './key-ring.js';
import { keyTable, type KeyName } from './key-table.js';
import { currentVersion, versionedKeys, type VersionedKey } from './key-versions.js';

/** A version is used for new values later, now, or no longer. */
type VersionState = 'upcoming' | 'current' | 'old';

/** A version of a key. */
interface ListedVersion {
  /** Number of a symmetric key, RFC 7638 thumbprint of another one. */
  readonly version: number | string;
  readonly state: VersionState;
  /** When it became or becomes current, in milliseconds; null for the first one of a symmetric key. */
  readonly from: number | null;
  /** How much in the database needs it, by what that is. */
  readonly needed?: Readonly<Record<string, number>> | undefined;
}

/** A key with its versions, oldest first. */
export interface ListedKey {
  readonly key: KeyName;
  readonly purpose: string;
  readonly versions: readonly ListedVersion[];
}

/** Lists the keys. */
export async function listKeys(db: Db, record: KeyRecord, now: number): Promise<ListedKey[]> {
  const versions: Record<KeyName, readonly ListedVersion[]> = {
    ...(await listSymmetricKeys(db, record, now)),
    signing: listPublicKeys(record.signing, currentIndex(record, now)),
    hpke: listPublicKeys(record.hpke, record.hpke.length - 1),
    audit: listAuditKeys(record, now),
  };
  return (Object.keys(versions) as KeyName[]).map((key) => {
    return { key, purpose: keyTable[key].purpose, versions: versions[key] };
  });
}

/** Tells how much needs a version of a key; an empty object when nothing in the database can. */
export async function neededBy(
  db: Db,
  name: VersionedKey,
  version: number,
  now: number,
): Promise<Record<string, number>> {
  return isUsedKey(name) ? countUses(db, name, version, now) : {};
}

/** Finds a version of a key that the database needs and the ring lacks; undefined if there is none. */
export async function findMissingVersion(
  db: Db,
  ring: KeyRing,
  now: number,
): Promise<{ readonly name: UsedKey; readonly version: number } | undefined> {
  for (const name of usedKeys) {
    const versions = await findUsedVersions(db, name, now);
    const version = versions.find((one) => !ring[name].byVersion.has(one));
    if (version !== undefined) return { name, version };
  }
  return undefined;
}

async function listSymmetricKeys(db: Db, record: KeyRecord, now: number) {
  const listed: Partial<Record<VersionedKey, ListedVersion[]>> = {};
  for (const name of versionedKeys) {
    const current = currentVersion(record[name], now);
    listed[name] = [];
    for (const { v, from } of record[name]) {
      const state = v === current ? 'current' : v < current ? 'old' : 'upcoming';
      const needed = isUsedKey(name) ? await countUses(db, name, v, now) : undefined;
      listed[name].push({ version: v, state, from: from ?? null, needed });
    }
  }
  return listed as Record<VersionedKey, ListedVersion[]>;
}

function listPublicKeys(
  keys: readonly (Parameters<typeof keyId>[0] & { readonly from: number | undefined })[],
  current: number,
): ListedVersion[] {
  return keys.map((key, index) => {
    const state = index === current ? 'current' : index < current ? 'old' : 'upcoming';
    return { version: keyId(key), state, from: key.from ?? null };
  });
}

function listAuditKeys({ audit, auditNext }: KeyRecord, now: number): ListedVersion[] {
  if (!audit) return [];
  const earlier = audit.earlier ?? [];
  const keys = [...earlier, audit].map((key) => ({ ...key, from: undefined }));
  const isReplaced = auditNext !== undefined && auditNext.from <= now;
  const current = earlier.length + (isReplaced ? 1 : 0);
  return listPublicKeys(auditNext ? [...keys, auditNext] : keys, current);
}

function isUsedKey(name: VersionedKey): name is UsedKey {
  return usedKeys.some((one) => one === name);
}
