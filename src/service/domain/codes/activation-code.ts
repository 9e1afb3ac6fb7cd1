/**
 * What an activation or restore code allows. Tested when an activation begins and again when it is completed.
 * @module
 */
import type { CodeTable, ServiceTable, TokenTable, UserTable } from '../../store/schema/schema.js';
import type { PinState } from '../operations/operation-result.js';
import { holdsSlot } from '../tokens/token-state.js';

/** Tells whether a code has neither been used nor voided. Its expiry is tested when an activation begins. */
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
 * The tokens that a restore code ends; undefined when the user would have too many tokens in spite of that.
 *
 * Excludes a provisional token with the same code, so that its activation is refused with a reason.
 *
 * @param tokens other tokens of the user that have not ended.
 */
export function tokensToReplace(
  code: Pick<CodeTable, 'id' | 'kind' | 'tid'>,
  { max_tools }: Pick<ServiceTable, 'max_tools'>,
  tokens: readonly TokenTable[],
): TokenTable[] | undefined {
  const isReplaced = ({ tid, status, code_id }: TokenTable) =>
    code.kind === 'restore' &&
    !(status === 'PROVISIONAL' && code_id === code.id) &&
    (!code.tid || tid === code.tid);
  const staying = tokens.filter((token) => holdsSlot(token) && !isReplaced(token));
  return staying.length < max_tools ? tokens.filter(isReplaced) : undefined;
}
