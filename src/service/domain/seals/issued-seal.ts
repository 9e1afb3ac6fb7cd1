/**
 * The record of the seals that the service has issued. Whoever has a signing key of the service can sign claims of their
 * own, but not write into this record.
 * @module
 */
import type { SealClaims } from '../../../protocol/seal-verification.js';
import type { LockedContext } from '../../context.js';
import type { ServiceContext } from '../../service-context.js';
import { findSeal, insertSeal } from '../../store/tables/seals.js';
import { hasClaims, hashOfClaims } from '../issued-claims.js';

/**
 * Largest difference, in milliseconds, between the time in a seal and its entry in the audit trail: all that is known of
 * the time of a seal that was issued before there was a record.
 */
const entryDelay = 60_000;

/** Records a seal in the transaction that issues it. */
export async function recordSeal(
  { hashes, tx, now, token }: LockedContext,
  jti: string,
  seal: string,
): Promise<void> {
  const { tid, uid, als } = token;
  await insertSeal(tx, { tid, jti, uid, als, h: hashOfClaims(seal, hashes), issued_at: now });
}

/** Tells whether the service has issued this seal: these claims, to this token of this user, on this site. */
export async function wasIssued(
  { store, hashes }: Pick<ServiceContext, 'store' | 'hashes'>,
  seal: string,
  claims: SealClaims,
): Promise<boolean> {
  const record = await findSeal(store.read, claims);
  if (record?.uid !== claims.sub || record.als !== claims.aud) return false;
  if (record.h === null) {
    return Math.abs(claims.iat * 1000 - record.issued_at) <= entryDelay;
  }
  return hasClaims(seal, record.h, hashes);
}
