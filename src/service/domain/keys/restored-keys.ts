/**
 * What changes in the stored keys when an earlier state of the database is restored.
 * @module
 */
import { random256, type ChainPoint, type KeyRecord } from './key-record.js';

/**
 * Replaces the challenge keys at once: no message from before can be executed on the restored data. A trail that these
 * keys have closed further on ends at its restored end.
 * @param end the last entry of the restored trail, when the keys have closed it after that.
 */
export function renewKeys(record: KeyRecord, end: ChainPoint | undefined): KeyRecord {
  const { v } = record.challenge.at(-1)!;
  const challenge = [{ v: v + 1, k: random256(), from: undefined }];
  const { audit } = record;
  if (!audit || !end) return { ...record, challenge };
  const earlier = audit.earlier?.map((key) => ({ ...key, seq: Math.min(key.seq, end.seq) }));
  const { seq, hash } = end;
  return { ...record, challenge, audit: { ...audit, seq, hash, earlier } };
}
