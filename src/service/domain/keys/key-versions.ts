/**
 * Rotation of the symmetric keys in the stored record. A new version is held by all processes before one of them uses it,
 * and old versions stay as long as somebody needs them.
 * @module
 */
import { maxVersions, random256, type KeyRecord } from './key-record.js';

/**
 * How long a new version is held before it is used, in milliseconds: twice as long as a running service takes to read
 * it.
 */
export const rotationLead = 2 * 60_000;

/**
 * How long a version is held after its replacement at least, in milliseconds. Longer than any process goes without
 * reading the keys, and than challenges and OTPs live.
 */
export const versionOverlap = 10 * 60_000;

/** Names of the keys that have versions. */
export const versionedKeys = ['kek', 'pepper', 'code', 'otp', 'challenge'] as const;

/** Name of a key that has versions. */
export type VersionedKey = (typeof versionedKeys)[number];

/** A version as it is stored. */
type StoredVersion = KeyRecord['kek'][number];

/**
 * The version for new values: the newest whose time has come, or, when the clock is behind, the oldest.
 * @throws {TypeError} when there is none.
 */
export function currentVersion(versions: readonly StoredVersion[], now: number): number {
  const current = versions.findLast(({ from = 0 }) => from <= now) ?? versions[0];
  if (!current) throw new TypeError('a key is missing');
  return current.v;
}

/** The version that is held and not used yet, if there is one. */
export function upcomingVersion(
  record: KeyRecord,
  name: VersionedKey,
  now: number,
): StoredVersion | undefined {
  const last = record[name].at(-1);
  return last && (last.from ?? 0) > now ? last : undefined;
}

/**
 * Adds a version of a key, which becomes current after {@link rotationLead}.
 * @throws {RangeError} when as many versions are held as can be.
 */
export function addVersion(record: KeyRecord, name: VersionedKey, now: number): KeyRecord {
  const versions = record[name];
  if (versions.length >= maxVersions) throw new RangeError('too many versions are held');
  const next = { v: versions.at(-1)!.v + 1, k: random256(), from: now + rotationLead };
  return { ...record, [name]: [...versions, next] };
}

/** Removes a version of a key. */
export function removeVersion(record: KeyRecord, name: VersionedKey, version: number): KeyRecord {
  return { ...record, [name]: record[name].filter(({ v }) => v !== version) };
}

/** When a version was replaced, in milliseconds; undefined while it is current or not used yet. */
export function replacedAt(
  versions: readonly StoredVersion[],
  version: number,
  now: number,
): number | undefined {
  const index = versions.findIndex(({ v }) => v === version);
  const next = versions[index + 1];
  return index >= 0 && next && (next.from ?? 0) <= now ? (next.from ?? 0) : undefined;
}

/**
 * Forgets the OTP and challenge keys that nothing can need any more, since what they were used for has expired; otherwise
 * returns the same record.
 */
export function forgetVersions(record: KeyRecord, now: number): KeyRecord {
  const isNeeded = (name: VersionedKey, { v }: StoredVersion) =>
    (replacedAt(record[name], v, now) ?? now) > now - versionOverlap;
  const otp = record.otp.filter((version) => isNeeded('otp', version));
  const challenge = record.challenge.filter((version) => isNeeded('challenge', version));
  const isSame = otp.length === record.otp.length && challenge.length === record.challenge.length;
  return isSame ? record : { ...record, otp, challenge };
}

/** Dates versions back that a clock has made which was ahead; otherwise returns the same record. */
export function dateVersionsBack(record: KeyRecord, now: number): KeyRecord {
  const latest = now + rotationLead;
  const isAhead = ({ from = 0 }: StoredVersion) => from > latest;
  const late = versionedKeys.filter((name) => record[name].some(isAhead));
  if (!late.length) return record;
  const dated = late.map((name) => [
    name,
    record[name].map((version) => (isAhead(version) ? { ...version, from: latest } : version)),
  ]);
  return { ...record, ...(Object.fromEntries(dated) as Partial<KeyRecord>) };
}
