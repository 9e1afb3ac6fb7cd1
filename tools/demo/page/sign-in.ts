import { pageElement } from './page-element.js';

/** Step 3: the bank's own form, with the login of the list and the one-time password. */
export class SignIn {
  readonly #form = pageElement('login-form', HTMLFormElement);
  readonly #problem = pageElement('login-problem', HTMLElement);

  constructor() {
    this.#form.addEventListener('neon-otp-generated', () => {
      this.#problem.textContent = '';
    });
    if (this.#problem.textContent !== '') {
      document.title = `Not signed in – ${document.title}`;
      this.#problem.focus();
    }
  }

  /** Hides what needs an account while there is none. */
  showFor(logins: readonly string[]): void {
    this.#form.toggleAttribute('data-empty', logins.length === 0);
  }
}
