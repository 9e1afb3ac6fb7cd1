/**
 * The script of the page about where keys are kept.
 * @module
 */
import '../../../components/neon-provider/define.js';
import '../../../components/neon-login-list/define.js';
import { en, NeonLoginList, NeonProvider } from '../../../components/index.js';
import { moveEnrolment } from '../../../src/client/move-enrolment.js';
import { pageElement } from './page-element.js';

/** One of the two places on the page. */
function placeOf(kind: 'page' | 'frame') {
  return {
    provider: pageElement(kind, NeonProvider),
    logins: pageElement(`${kind}-logins`, NeonLoginList),
    button: pageElement(`${kind}-move`, HTMLButtonElement),
    problem: pageElement(`${kind}-problem`, HTMLElement),
  };
}

const [page, frame] = [placeOf('page'), placeOf('frame')];
const moved = pageElement('moved', HTMLElement);

type Kept = ReturnType<typeof placeOf>;

function offerMove(from: Kept, to: Kept, where: string): void {
  const { button, logins, problem } = from;
  logins.addEventListener('neon-login-selected', ({ login }) => {
    button.disabled = login === '';
  });
  button.addEventListener('click', () => void move());

  async function move(): Promise<void> {
    const login = logins.value;
    const [old, next] = [from.provider.client, to.provider.client];
    if (!old || !next || !login || button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    problem.textContent = moved.textContent = '';
    try {
      await moveEnrolment(old, next, login);
      moved.textContent = `The keys of ${login} are kept ${where} now.`;
      to.button.focus();
    } catch (error) {
      problem.textContent = sentence(error);
    } finally {
      button.removeAttribute('aria-busy');
    }
  }
}

/** The sentence about an error; empty where the person has cancelled. */
function sentence(error: unknown): string {
  const { code } = error as { code?: keyof typeof en.errors };
  if (code === 'USER_CANCELLED') return '';
  return (code && en.errors[code]) ?? en.errors.UNEXPECTED_ERROR;
}

offerMove(page, frame, 'by the service');
offerMove(frame, page, 'by this page');
