import { html, nothing, type TemplateResult } from 'lit';
import type { Account } from '../../src/index.js';
import { stateText } from '../internal/session/account-standing.js';
import { removeIcon } from '../internal/templates/icons.js';
import type { CommonSentences } from '../messages/messages.js';
import { isolated, sentence } from '../messages/isolation.js';

/** How a person selects an account. */
interface AccountChoice {
  readonly isSelected: boolean;
  readonly isDisabled: boolean;
  select(): void;
}

/** An account with the button that selects it. */
export function selectableAccount(
  account: Account,
  messages: CommonSentences,
  { isSelected, isDisabled, select }: AccountChoice,
): TemplateResult {
  return html`<label part="login">
    <input
      type="radio"
      name="login"
      .value=${account.login}
      .checked=${isSelected}
      ?disabled=${isDisabled}
      @change=${select}
    />
    ${description(account, messages)}
  </label>`;
}

/** An account with the button that removes it. */
export function removableAccount(
  account: Account,
  messages: CommonSentences,
  remove: () => void,
): TemplateResult {
  const name = messages.forgetLogin({ login: account.login });
  return html`<div part="login" tabindex="-1">${description(account, messages)}</div>
    <button
      part="forget-button"
      class="quiet"
      type="button"
      aria-label=${name}
      title=${name}
      @click=${remove}
    >
      ${removeIcon}
    </button>`;
}

/** An account in words: its login, the browser's name, its state with what helps, and wrong tries. */
function description(account: Account, messages: CommonSentences): TemplateResult {
  const { login, tokenName, state } = account;
  return html`<span>${login}</span>
    <span class="hint">${tokenName}</span>
    ${
      state === 'active'
        ? nothing
        : html`<span part="state" class="hint state"
            >${sentence(stateText(account, messages))}</span
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
