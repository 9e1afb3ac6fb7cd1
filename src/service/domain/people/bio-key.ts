/**
 * The BioKey of one token: its check and its counter. Always under the lock of the token's row.
 * @module
 */
import {
  equalBytes,
  fromBase64Url,
  randomBytes,
  toBase64Url,
  type Bytes,
} from '../../../crypto/bytes.js';
import type { LockedContext } from '../../context.js';
import type { TokenTable } from '../../store/schema/schema.js';
import type { Tx } from '../../store/store.js';
import { countWrongBioKey, updateToken, updateTokensOfUser } from '../../store/tables/tokens.js';
import type { KeyRing } from '../keys/key-ring.js';
import { bioVerifier } from '../keys/keyed-values.js';
import { deny, type Denied } from '../operations/operation-result.js';

/** Number of wrong BioKeys that ends a BioKey; each right one takes one off. */
export const bioTries = 5;

/**
 * Checks a stretched BioKey and counts; resolves with undefined when it is right.
 *
 * A right one takes one wrong one off and no more: otherwise whoever uses the browser between its owner's BioKeys could
 * guess without end. After five wrong ones a service with PINs deletes the BioKey, and the PIN can register a new one. Where
 * the BioKey is the only factor it stays, switched off: deleting it would let anyone register one.
 */
export async function checkBioKey(
  context: LockedContext,
  stretched: Bytes,
): Promise<Denied | undefined> {
  const { tx, audit, service, token } = context;
  if (!token.bio_v) return deny('BIO_KEY_NOT_ALLOWED');
  if (token.bio_off) return { ok: false, err: 'BIO_KEY_IS_WRONG', left: 0 };
  if (isRight(context, token.bio_v, stretched)) {
    await acceptBioKey(context, stretched);
    return undefined;
  }
  const fails = await countWrongBioKey(tx, token.tid);
  if (fails >= bioTries) {
    const forced = service.pin_mode === 'none';
    await updateToken(tx, token.tid, forced ? { bio_off: 1 } : noBioKey);
    await audit('bio.ended', token.tid, { wrongBioKeys: fails });
  }
  return { ok: false, err: 'BIO_KEY_IS_WRONG', left: Math.max(0, bioTries - fails) };
}

/** Takes one off the count of wrong ones, and moves the verifier to the current pepper. */
async function acceptBioKey(
  { tx, keys, token: { tid, ...token } }: LockedContext,
  stretched: Bytes,
): Promise<void> {
  const bio_fails = Math.max(0, token.bio_fails - 1);
  const isOld = token.bio_pepper_v !== keys.pepper.current;
  if (isOld) await updateToken(tx, tid, { ...newBioKey(keys, tid, stretched), bio_fails });
  else if (token.bio_fails) await updateToken(tx, tid, { bio_fails });
}

/** Revokes the BioKeys of all tokens of a user: they stood in for a PIN that was replaced. */
export async function revokeBioKeys(tx: Tx, uid: string): Promise<void> {
  await updateTokensOfUser(tx, uid, noBioKey);
}

/** The columns of a token with a new BioKey. */
export function newBioKey(
  keys: KeyRing,
  tid: string,
  stretched: Bytes,
): Pick<TokenTable, 'bio_v' | 'bio_vsalt' | 'bio_pepper_v' | 'bio_fails' | 'bio_off' | 'bio_had'> {
  const vsalt = randomBytes(16);
  const version = keys.pepper.current;
  return {
    bio_v: toBase64Url(bioVerifier(keys, version, fromBase64Url(tid), vsalt, stretched)),
    bio_vsalt: toBase64Url(vsalt),
    bio_pepper_v: version,
    bio_fails: 0,
    bio_off: 0,
    bio_had: 1,
  };
}

/** The columns of a token without a BioKey. */
export const noBioKey = { bio_v: null, bio_vsalt: null, bio_fails: 0, bio_off: 0 } as const;

function isRight({ keys, token }: LockedContext, expected: string, stretched: Bytes): boolean {
  const tid = fromBase64Url(token.tid);
  const vsalt = fromBase64Url(token.bio_vsalt!);
  const actual = bioVerifier(keys, token.bio_pepper_v, tid, vsalt, stretched);
  return equalBytes(actual, fromBase64Url(expected));
}
