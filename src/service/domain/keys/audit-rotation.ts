/**
 * Rotation of the keys of the audit trail in the stored record. For a while both tags count; then the trail up to there is
 * closed by its hash, so that whoever has the old keys can change nothing in it and add nothing to it.
 * @module
 */
import { generateAuditKeys, type ChainPoint, type KeyRecord } from './key-record.js';
import { rotationLead, versionOverlap } from './key-versions.js';

/** Adds the next keys of the audit trail, which are used after {@link rotationLead}. */
export async function publishAuditKeys(record: KeyRecord, now: number): Promise<KeyRecord> {
  const { kty, crv, x, y, d, tag } = await generateAuditKeys({ seq: 0, hash: '' });
  return { ...record, auditNext: { kty, crv, x, y, d, tag, from: now + rotationLead } };
}

/** A record that has the next keys of the audit trail beside the current ones. */
type BeingReplaced = KeyRecord & {
  readonly audit: NonNullable<KeyRecord['audit']>;
  readonly auditNext: NonNullable<KeyRecord['auditNext']>;
};

/** Tells whether no process uses the replaced keys any more, so that the trail may be closed. */
export function canCloseTrail(record: KeyRecord, now: number): record is BeingReplaced {
  const { audit, auditNext } = record;
  return audit !== undefined && auditNext !== undefined && auditNext.from + versionOverlap <= now;
}

/**
 * Puts the next keys in the place of the current ones.
 * @param last the last entry that is linked: later ones have tags by the next keys.
 */
export function closeTrail(record: KeyRecord, last: ChainPoint): KeyRecord {
  const { audit, auditNext } = record;
  if (!audit || !auditNext) return record;
  const { kty, crv, x, y, d, tag } = auditNext;
  const replaced = { kty: audit.kty, crv: audit.crv, x: audit.x, y: audit.y, seq: last.seq };
  const earlier = [...(audit.earlier ?? []), replaced];
  const { seq, hash } = last;
  return {
    ...record,
    audit: { kty, crv, x, y, d, tag, seq, hash, earlier },
    auditNext: undefined,
  };
}

/** Dates keys back that a clock has made which was ahead; otherwise returns the same record. */
export function dateAuditKeysBack(record: KeyRecord, now: number): KeyRecord {
  const { auditNext } = record;
  const latest = now + rotationLead;
  if (!auditNext || auditNext.from <= latest) return record;
  return { ...record, auditNext: { ...auditNext, from: latest } };
}
