/**
 * Operation `activate`: makes a provisional token active and uses its code up, in one transaction.
 * @module
 */
import type { Bytes } from '../../../crypto/bytes.js';
import type { Secrets } from '../../../protocol/operation-message.js';
import type { LockedContext } from '../../context.js';
import { consumeCode, lockCode } from '../../store/tables/codes.js';
import type { CodeTable, TokenTable } from '../../store/schema/schema.js';
import { endToken, updateToken } from '../../store/tables/tokens.js';
import { isUsable, pinStateOf, tokensToReplace } from '../codes/activation-code.js';
import { revokeBioKeys } from '../people/bio-key.js';
import { checkPin, definePin, denyMissingPin } from '../people/pin.js';
import { logEnrolment } from '../tokens/enrolment-log.js';
import { lockRemainingTokens } from '../tokens/token-state.js';
import type { OperationHandler } from './operation-handler.js';
import { deny, type Denied } from './operation-result.js';

export const activateToken: OperationHandler<'activate'> = {
  isForProvisionalToken: true,
  worksWhenTokenIsBlocked: true,
  // A blocked user can activate only with a code that defines a new PIN; `run` checks that.
  worksWhenUserIsBlocked: true,
  async run(context, { secrets }) {
    const { tx, audit, now, user, token } = context;
    const code = token.code_id && (await lockCode(tx, token.code_id));
    if (!code || !isUsable(code)) return deny('CODE_ENTRY_DOES_NOT_EXIST');
    if (user.blocked_at !== null && !code.define_pin) return deny('USER_IS_BLOCKED');
    const refused = await checkExistingPin(context, secrets, code);
    if (refused) return refused;
    const replaced = await replacedTokens(context, code);
    if (!replaced) return deny('MAX_NB_TOOLS');
    if (secrets.npin) await defineNewPin(context, secrets.npin);
    for (const { tid } of replaced) await endToken(tx, tid, 'REPLACED', now);
    await consumeCode(tx, code.id, now);
    await updateToken(tx, token.tid, { status: 'ACTIVE', expires: null, code_id: null });
    const restored = code.kind === 'restore';
    const logged = await logEnrolment(context);
    await audit('token.activated', token.tid, { uid: user.uid, restored, ...logged });
    return { ok: true, out: { restored }, ...(restored && { fx: { restored } }) };
  },
};

/** Checks the PIN if there is one. A client that assumes another state of the PIN is told the present one. */
async function checkExistingPin(
  context: LockedContext,
  secrets: Secrets,
  code: CodeTable,
): Promise<Denied | undefined> {
  const { service, user } = context;
  const pin = pinStateOf(service, user, code);
  const given = secrets.npin ? 'define' : secrets.pin ? 'ask' : 'none';
  // With the PIN's state: the client may have been told that there is no PIN.
  if (given === 'none' && pin === 'ask') return { ...denyMissingPin(context), pin };
  if (given !== pin) return { ok: false, err: 'FACTOR_STATE_CHANGED', pin };
  if (!secrets.pin || pin !== 'ask') return undefined;
  return secrets.pin.k === 'pwd' ? checkPin(context, secrets.pin.p) : deny('BIO_KEY_NOT_ALLOWED');
}

async function defineNewPin(context: LockedContext, stretched: Bytes): Promise<void> {
  const { tx, audit, user } = context;
  await definePin(context, stretched);
  await revokeBioKeys(tx, user.uid);
  await audit('pin.defined', user.uid);
}

/** The tokens to replace; undefined when the user would have too many tokens after that. */
async function replacedTokens(
  { tx, service, user, token }: LockedContext,
  code: CodeTable,
): Promise<TokenTable[] | undefined> {
  const tokens = await lockRemainingTokens(tx, user.uid);
  const others = tokens.filter(({ tid }) => tid !== token.tid);
  return tokensToReplace(code, service, others);
}
