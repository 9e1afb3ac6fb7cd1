/**
 * The script of the statement page: takes the access token and asks the bank's API with it, once.
 * @module
 */
import '../../../components/neon-provider/define.js';
import '../../../components/neon-access-token/define.js';
import { NeonAccessToken, NeonProvider } from '../../../components/index.js';
import { offerBiometrics } from './biometrics.js';
import { watchEnrolment } from './enrolment.js';
import { pageElement } from './page-element.js';

const access = pageElement('access', NeonAccessToken);
const problem = pageElement('api-problem', HTMLElement);

/** What the API answers. */
interface Statement {
  readonly login: string;
  readonly amr: readonly string[];
  readonly scope: string;
  /** Seconds since the epoch. */
  readonly exp: number;
  /** Cents. */
  readonly balance: number;
}

access.addEventListener('neon-access-token-obtained', () => {
  const token = access.takeAccessToken();
  if (token) void ask(token.accessToken);
});

async function ask(token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch('/api/statement', { headers }).catch(() => undefined);
  const answer: unknown = await response?.json().catch(() => undefined);
  if (response?.ok) return show(answer as Statement);
  problem.textContent =
    (answer as { error?: string } | undefined)?.error ?? 'The bank’s API does not answer.';
}

function show({ login, amr, scope, exp, balance }: Statement): void {
  const facts = {
    Customer: login,
    Balance: `€ ${(balance / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`,
    'Proven by': amr.join(', '),
    'Good for': scope,
    Until: new Date(exp * 1000).toLocaleTimeString('en-GB'),
  };
  const item = (tag: 'dt' | 'dd', text: string) =>
    Object.assign(document.createElement(tag), { textContent: text });
  const entries = Object.entries(facts).map(([name, value]) => {
    const entry = document.createElement('div');
    entry.append(item('dt', name), item('dd', value));
    return entry;
  });
  pageElement('answer-facts', HTMLElement).replaceChildren(...entries);
  problem.textContent = '';
  const section = pageElement('answer', HTMLElement);
  section.hidden = false;
  section.focus();
}

offerBiometrics(pageElement('provider', NeonProvider));
watchEnrolment('not-enrolled', access.login);
