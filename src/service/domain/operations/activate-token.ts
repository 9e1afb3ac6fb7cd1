/**
 * Operation `activate`: makes a provisional token a real one and uses its code up, in one transaction.
 * @module
 */
import type { Bytes } from '../../../crypto/bytes.js';
import { consumeCode, lockCode } from '../../store/codes.js';
import type { CodeTable, ServiceTable, TokenTable, UserTable } from '../../store/schema.js';
import { updateToken } from '../../store/tokens.js';
import { holdsSlot, lockRemainingTokens } from '../tokens/token-state.js';
import { revokeBioKeys } from '../people/bio-key.js';
import { checkPin, definePin, denyMissingPin } from '../people/pin.js';
import { deny, type Denied, type Operation, type PinState, type Scene } from './operation-scope.js';

export const activateToken: Operation<'activate'> = {
  isForProvisionalToken: true,
  worksWhenTokenIsBlocked: true,
  // Whether a block counts depends on the code: see below.
  worksWhenUserIsBlocked: true,
  async run(scene) {
    const { tx, audit, now, user, token } = scene;
    const code = token.code_id && (await lockCode(tx, token.code_id));
    if (!code || !isUsable(code)) return deny('CODE_ENTRY_DOES_NOT_EXIST');
    if (user.blocked_at !== null && !code.define_pin) return deny('USER_IS_BLOCKED');
    const refused = await checkExistingPin(scene, code);
    if (refused) return refused;
    const replaced = await replacedTokens(scene, code);
    if (!replaced) return deny('MAX_NB_TOOLS');
    if (scene.secrets.npin) await defineNewPin(scene, scene.secrets.npin);
    for (const { tid } of replaced) await updateToken(tx, tid, { status: 'REPLACED' });
    await consumeCode(tx, code.id, now);
    await updateToken(tx, token.tid, { status: 'ACTIVE', expires: null });
    const restored = code.kind === 'restore';
    await audit('token.activated', token.tid, { uid: user.uid, restored });
    return { ok: true, out: { restored }, ...(restored && { fx: { restored } }) };
  },
};

/** Tells whether a code has neither been used nor voided. Its expiry is tested when it is first shown. */
export function isUsable(code: CodeTable): boolean {
  return code.used_at === null && code.voided_at === null;
}

/** What an activation asks of the person. */
export function pinStateOf(
  service: Pick<ServiceTable, 'pin_mode'>,
  user: Pick<UserTable, 'pin_v'>,
  code: Pick<CodeTable, 'define_pin'>,
): PinState {
  if (service.pin_mode === 'none') return 'none';
  return code.define_pin || !user.pin_v ? 'define' : 'ask';
}

/**
 * The tokens that a restore code puts an end to. Not what has only begun with this very code: once it is used, nothing
 * but a refusal comes of that, and the refusal says so.
 *
 * @param tokens that have not ended.
 */
export function tokensToReplace(
  code: Pick<CodeTable, 'id' | 'kind' | 'tid'>,
  tokens: readonly TokenTable[],
): TokenTable[] {
  if (code.kind !== 'restore') return [];
  const losesCode = ({ status, code_id }: TokenTable) =>
    status === 'PROVISIONAL' && code_id === code.id;
  return tokens.filter((token) => !losesCode(token) && (!code.tid || token.tid === code.tid));
}

/** Checks the PIN if there is one; a client that expects another state of it is told the present one. */
async function checkExistingPin(scene: Scene, code: CodeTable): Promise<Denied | undefined> {
  const { service, user, secrets } = scene;
  const pin = pinStateOf(service, user, code);
  const given = secrets.npin ? 'define' : secrets.pin ? 'ask' : 'none';
  // With the state, since the client may have been told that there is none.
  if (given === 'none' && pin === 'ask') return { ...denyMissingPin(scene), pin };
  if (given !== pin) return { ok: false, err: 'FACTOR_STATE_CHANGED', pin };
  if (!secrets.pin || pin !== 'ask') return undefined;
  return secrets.pin.k === 'pwd' ? checkPin(scene, secrets.pin.p) : deny('BIO_KEY_NOT_ALLOWED');
}

async function defineNewPin({ context, tx, audit, user }: Scene, stretched: Bytes): Promise<void> {
  await definePin(tx, context.keys, user.uid, stretched);
  await revokeBioKeys(tx, user.uid);
  await audit('pin.defined', user.uid);
}

/** What to replace, or undefined when the user would then have too many tokens. */
async function replacedTokens(
  { tx, service, user, token }: Scene,
  code: CodeTable,
): Promise<TokenTable[] | undefined> {
  const tokens = await lockRemainingTokens(tx, user.uid);
  const others = tokens.filter(({ tid }) => tid !== token.tid);
  const replaced = tokensToReplace(code, others);
  const staying = others.filter((other) => holdsSlot(other) && !replaced.includes(other));
  return staying.length < service.max_tools ? replaced : undefined;
}
