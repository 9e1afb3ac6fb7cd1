/**
 * Operation `unlock`: lifts the block of the token or of the user, with an unlock code and the PIN. A code for the user
 * also lifts the block of this token if wrong PINs caused it: the person sees one block, whichever it is.
 * @module
 */
import type { Secrets } from '../../../protocol/operation-message.js';
import type { LockedContext } from '../../context.js';
import { consumeCode } from '../../store/tables/codes.js';
import type { CodeTable } from '../../store/schema/schema.js';
import { updateToken } from '../../store/tables/tokens.js';
import { updateUser } from '../../store/tables/users.js';
import { failShortCode, findShortCode } from '../codes/short-code.js';
import {
  acceptsPin,
  countPinOverTime,
  denyMissingPin,
  liftPinBlock,
  needsNewPin,
  noPinBlock,
} from '../people/pin.js';
import { isLocked } from '../tokens/token-state.js';
import type { OperationHandler } from './operation-handler.js';
import { deny, type Denied } from './operation-result.js';

export const unlock: OperationHandler<'unlock'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: true,
  worksWhenUserIsBlocked: true,
  async run(context, { secrets }) {
    const { tx, audit, now, user, token } = context;
    const found = await findShortCode(context, secrets.code, ['unlock_user', 'unlock_token']);
    if (!found.ok) return found;
    const { code } = found;
    const refused = checkState(context, code) ?? (await checkUnlockPin(context, secrets, code));
    if (refused) return refused;
    await consumeCode(tx, code.id, now);
    if (code.kind === 'unlock_token') {
      await updateToken(tx, token.tid, { status: 'ACTIVE', ...noPinBlock });
      await audit('token.unlocked', token.tid, { uid: user.uid, codeId: code.id });
      return { ok: true, out: {} };
    }
    await updateUser(tx, user.uid, { blocked_at: null, pin_fails: 0 });
    const liftsToken = await liftPinBlock(tx, token);
    if (user.blocked_at !== null) {
      await audit('user.unlocked', user.uid, { tid: token.tid, codeId: code.id });
    }
    if (liftsToken) {
      await audit('token.unlocked', token.tid, { uid: user.uid, codeId: code.id });
    }
    return { ok: true, out: {} };
  },
};

/** Refuses a code that does not fit the state of token or user; the code stays live. */
function checkState(
  { service, user, token, now }: LockedContext,
  code: CodeTable,
): Denied | undefined {
  if (code.kind === 'unlock_token') {
    const isShut = token.status === 'BLOCKED' || isLocked(service, token, now);
    if (!isShut) return deny('TOKEN_IS_NOT_BLOCKED');
  } else if (user.blocked_at === null && token.blocked_by_pins !== 1) {
    return deny('USER_IS_NOT_BLOCKED');
  }
  // After too many wrong PINs over time no further PIN is checked, with or without a code.
  return needsNewPin(service, user) ? deny('USER_IS_BLOCKED') : undefined;
}

/** A wrong PIN counts against the code and over time: each further code would allow five more PINs otherwise. */
async function checkUnlockPin(
  context: LockedContext,
  { pin }: Secrets,
  code: CodeTable,
): Promise<Denied | undefined> {
  const { service, user } = context;
  if (service.pin_mode === 'none') return undefined;
  if (!user.pin_v) return deny('NO_PASSWORD');
  if (pin?.k === 'bio') return deny('BIO_KEY_NOT_ALLOWED');
  if (!pin) return denyMissingPin(context);
  if (await acceptsPin(context, pin.p)) return undefined;
  const left = Math.min(await failShortCode(context, code), await countPinOverTime(context));
  return { ok: false, err: 'PASSWORD_IS_WRONG', left };
}
