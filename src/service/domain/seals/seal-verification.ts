/**
 * Verification of seals for relying parties.
 * @module
 */
import { equalBytes, fromBase64Url } from '../../../crypto/bytes.js';
import { keyId } from '../../../crypto/jwk.js';
import { digestOfText } from '../../../protocol/seal.js';
import { isByExpectedKey, openSeal, type SealClaims } from '../../../protocol/seal-verification.js';
import type { ServiceContext } from '../../service-context.js';
import { insertSealUse, wasSealUsedBy } from '../../store/tables/seal-uses.js';
import { findSite } from '../../store/tables/sites.js';
import { clockMargin } from '../clock.js';
import { publishedKeys } from '../keys/key-ring.js';
import { idempotencyHashes } from '../keys/keyed-values.js';
import { repetitionTime } from '../otp/otp-verification.js';
import { isSameLogin } from '../../../protocol/login.js';
import { wasIssued } from './issued-seal.js';
import type { RelyingParty } from '../tenants/api-keys.js';

/** What a seal has to be over: a text, or bytes by their SHA-256 and, if the relying party knows it, their number. */
export type SealedData = string | { readonly dig: string; readonly len?: number | undefined };

/** A seal as a relying party presents it. */
export interface SealClaim {
  readonly seal: string;
  readonly data: SealedData;
  /** Login of the person who has to have made it, if that matters. */
  readonly login?: string | undefined;
  /** Thumbprints (RFC 7638), of one of which the key of its browser has to be; any key when left out. */
  readonly jkt?: string | readonly string[] | undefined;
  /** Whether it may be accepted only once. */
  readonly once?: boolean | undefined;
  /** Names the request, so that the relying party may repeat it. */
  readonly idempotencyKey: string | undefined;
}

/** What a right seal says. */
export interface SealVerdict {
  readonly ok: true;
  readonly login: string;
  readonly uid: string;
  /** When it was made, in seconds. */
  readonly iat: number;
  /** How the person authenticated (RFC 8176). */
  readonly amr: readonly string[];
  /** The browser that made it. */
  readonly tid: string;
  /** Thumbprint (RFC 7638) of the key of that browser. */
  readonly jkt: string;
}

/** Verifies a seal; resolves with undefined when anything is wrong with it. With `once`, accepting it uses it up. */
export async function verifySeal(
  context: ServiceContext,
  party: RelyingParty,
  claim: SealClaim,
): Promise<SealVerdict | undefined> {
  const claims = await openSeal(claim.seal, context.publicUrl, publishedKeys(context.keys));
  const isAccepted =
    claims !== undefined &&
    (await isForParty(context, party, claims)) &&
    isOf(context, claims, claim) &&
    isByExpectedKey(claims, claim.jkt) &&
    (await wasIssued(context, claim.seal, claims)) &&
    (!claim.once || (await useOnce(context, party, claims, claim.idempotencyKey)));
  context.log('info', 'seal.verified', { ok: isAccepted, service: party.mac, key: party.id });
  if (!isAccepted) return undefined;
  const { login, sub: uid, iat, amr, tid, jwk } = claims;
  return { ok: true, login, uid, iat, amr, tid, jkt: keyId(jwk) };
}

async function isForParty(
  { store }: ServiceContext,
  { mac, aliases }: RelyingParty,
  { aud }: SealClaims,
): Promise<boolean> {
  if (aliases !== null && !aliases.includes(aud)) return false;
  return (await findSite(store.read, aud))?.mac === mac;
}

/** Tells whether a seal is over these data and by this person. */
function isOf({ hashes }: ServiceContext, claims: SealClaims, { data, login }: SealClaim): boolean {
  if (login !== undefined && !isSameLogin(login, claims.login)) return false;
  const digest = typeof data === 'string' ? digestOfText(data, hashes) : data;
  if (!digest || (digest.len !== undefined && digest.len !== claims.len)) return false;
  return equalBytes(fromBase64Url(claims.dig), fromBase64Url(digest.dig));
}

/** Uses a seal up, also when requests are concurrent. A repetition of the same request is accepted for 30 s. */
function useOnce(
  { store, clock, keys }: ServiceContext,
  { id }: RelyingParty,
  { tid, jti }: SealClaims,
  idempotencyKey: string | undefined,
): Promise<boolean> {
  return store.transaction(async (tx) => {
    const now = clock.now();
    const idems = idempotencyKey === undefined ? [] : idempotencyHashes(keys, id, idempotencyKey);
    const use = { tid, jti, used_by: id, idem: idems[0] ?? null };
    if (await insertSealUse(tx, { ...use, used_at: now })) return true;
    // Of a use before the clock was put back nobody knows how long it is over.
    const period = { since: now - repetitionTime, until: now + clockMargin };
    return idems.length > 0 && wasSealUsedBy(tx, use, idems, period);
  });
}
