/**
 * The script of the page for who has forgotten the PIN or is blocked.
 * @module
 */
import '../../../components/neon-provider/define.js';
import '../../../components/neon-reset-pin/define.js';
import '../../../components/neon-unlock/define.js';
import type { NeonResetPin, NeonUnlock } from '../../../components/index.js';
import { watchEnrolment } from './enrolment.js';
import { pageElement } from './page-element.js';

const choice = pageElement('login', HTMLSelectElement);
// Where customers type nothing, there is nothing to reset.
const forms = document.querySelectorAll<NeonResetPin | NeonUnlock>('neon-reset-pin, neon-unlock');

const follow = () => {
  for (const form of forms) form.login = choice.value;
};

/** Offers every account, also those that cannot be used: they are why somebody is here. */
function showAccounts(logins: readonly string[]): void {
  const chosen = choice.value;
  choice.replaceChildren(...logins.map((login) => new Option(login)));
  if (logins.includes(chosen)) choice.value = chosen;
  choice.disabled = logins.length === 0;
  follow();
}

choice.addEventListener('change', follow);
document.body.addEventListener('neon-logins-changed', ({ logins }) => {
  showAccounts(logins);
});
watchEnrolment('nobody');
