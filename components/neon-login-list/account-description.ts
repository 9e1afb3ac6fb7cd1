import { html, nothing, type TemplateResult } from 'lit';
import type { Account } from '../../src/index.js';
import type { CommonSentences } from '../messages/messages.js';
import { isolated, sentence } from '../messages/isolation.js';

/** An account in words: its login, the browser's name, its state with what helps, and wrong tries. */
export function accountDescription(account: Account, messages: CommonSentences): TemplateResult {
  const { login, tokenName, state, help } = account;
  return html`<span>${login}</span>
    <span class="hint">${tokenName}</span>
    ${
      state === 'active'
        ? nothing
        : html`<span part="state" class="hint state"
            >${sentence(`${messages.states[state]}. ${messages.helps[help]}`)}</span
          >`
    }
    <span class="hint" role="status">${wrongTries(account, messages)}</span>`;
}

function wrongTries(
  { wrongPins }: Account,
  messages: CommonSentences,
): TemplateResult | typeof nothing {
  const last = wrongPins?.latest[0];
  if (!wrongPins || !last) return nothing;
  const place = last.isHere ? 'here' : last.tokenName ? 'there' : 'elsewhere';
  const browser = isolated(last.tokenName ?? '');
  const said = { count: wrongPins.count, when: new Date(last.at), browser };
  return html`<span part="wrong-tries" class="hint"
    >${sentence(messages.wrongTries[place](said))}</span
  >`;
}
