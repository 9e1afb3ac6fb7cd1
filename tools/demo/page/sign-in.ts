import { pageElement } from './page-element.js';

/** Step 3: the bank's own form, with the login and the one-time password. */
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
}
