/**
 * Entries of the audit chain: their hashes, and what is checked of each of them.
 * @module
 */
import { equalBytes, toBase64Url, utf8 } from '../../../crypto/bytes.js';
import { sha256 } from '../../../crypto/hashes.js';
import type { AuditRow } from '../../store/tables/audit-entries.js';
import { auditKeys, type KeyRing } from '../keys/key-ring.js';
import { auditTags } from '../keys/keyed-values.js';
import { Refusal } from '../refusal.js';

/** Checks that an entry is the next one, and that the service has written it. */
export function checkEntry(keys: KeyRing, last: number, row: AuditRow): void {
  if (row.seq !== last + 1) throw broken(`Entry ${last + 1} is missing`);
  if (row.seq <= auditKeys(keys).untagged.seq) return;
  // Compared as text, since the tag of a forged entry may be anything.
  const isRight = auditTags(keys, row).some((tag) => equalBytes(utf8(row.tag ?? ''), utf8(tag)));
  if (!isRight) throw broken(`Entry ${row.seq} was not written by this service`);
}

/** Hash of an entry, base64url, which the next one holds. */
export function entryHash({ seq, at, actor, kind, subject, detail, prev_hash }: AuditRow): string {
  const text = JSON.stringify([seq, at, actor, kind, subject, detail, prev_hash]);
  return toBase64Url(sha256(utf8(text)));
}

/** The refusal of a trail that does not verify. */
export function broken(what: string): Refusal {
  return new Refusal('AUDIT_BROKEN', `${what}: the trail was changed.`);
}
