import type { Account } from '../../../src/index.js';
import type { CommonSentences } from '../../messages/messages.js';

/** The state of an account, and what helps. */
export function stateText({ state, help }: Account, messages: CommonSentences): string {
  return `${messages.states[state]}. ${messages.helps[help]}`;
}

/** Says the state of an account that no password can be had for, and what helps; empty for any other account. */
export function standingOf(account: Account | undefined, messages: CommonSentences): string {
  if (!account || account.help === 'none' || account.help === 'go-online') return '';
  return stateText(account, messages);
}
