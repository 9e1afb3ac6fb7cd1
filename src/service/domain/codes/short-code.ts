/**
 * Short codes: ten digits that a person types into an enrolled browser.
 * @module
 */
import { equalBytes, fromBase64Url } from '../../../crypto/bytes.js';
import { isLongCode, isShortCode } from '../../../crypto/codes.js';
import { normaliseDigits, normaliseLongCode } from '../../../protocol/typed-values.js';
import type { LockedContext } from '../../context.js';
import { countWrongTry, lockLiveCodes, voidCode, type CodeKind } from '../../store/tables/codes.js';
import type { CodeTable } from '../../store/schema/schema.js';
import { shortCodeHash } from '../keys/keyed-values.js';
import { deny, type Denied } from '../operations/operation-result.js';

/** Kinds of short codes. */
const shortKinds = ['unlock_user', 'unlock_token', 'reset'] as const satisfies CodeKind[];

/** Wrong tries after which a code is void. */
export const shortCodeTries = 5;

/** A live code of the right kind for this token. */
export interface FoundCode {
  readonly ok: true;
  readonly code: CodeTable;
}

/**
 * Finds the code that was typed among the live short codes of the user.
 *
 * A wrong code counts as a wrong try on each of them, since any could have been meant. Text that is no short code by its
 * form counts nothing. The code that is found is not used up here.
 */
export async function findShortCode(
  context: LockedContext,
  typed: string | undefined,
  kinds: readonly CodeKind[],
): Promise<FoundCode | Denied> {
  const { keys, tx, now, user, token } = context;
  if (typed === undefined) return deny('REQUEST_MALFORMED');
  const digits = normaliseDigits(typed);
  if (!isShortCode(digits)) {
    const isLong = isLongCode(normaliseLongCode(typed));
    return deny(isLong ? 'CODE_TYPE_NOT_SUPPORTED' : 'CODE_ENTRY_DOES_NOT_EXIST');
  }
  const live = await lockLiveCodes(tx, user.uid, shortKinds, now);
  const code = live.find(({ h, code_key_v }) => {
    const expected = shortCodeHash(keys, user.uid, digits, code_key_v);
    return equalBytes(fromBase64Url(h), fromBase64Url(expected));
  });
  if (!code) {
    for (const one of live) await failShortCode(context, one);
    return deny('CODE_ENTRY_DOES_NOT_EXIST');
  }
  if (!kinds.includes(code.kind)) return deny('CODE_TYPE_NOT_SUPPORTED');
  if (code.tid !== null && code.tid !== token.tid) {
    return deny('CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN');
  }
  return { ok: true, code };
}

/** Counts a wrong try on a code, and voids it after the last one; resolves with the tries left. */
export async function failShortCode(
  { tx, audit, now, user }: Pick<LockedContext, 'tx' | 'audit' | 'now' | 'user'>,
  { id, kind }: Pick<CodeTable, 'id' | 'kind'>,
): Promise<number> {
  const tries = await countWrongTry(tx, id);
  if (tries < shortCodeTries) return shortCodeTries - tries;
  await voidCode(tx, id, now);
  await audit('code.voided', user.uid, { codeId: id, purpose: kind, wrongTries: tries });
  return 0;
}
