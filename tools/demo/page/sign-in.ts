import { NeonLoginList, NeonOtp } from '../../../components/index.js';
import { pageElement } from './page-element.js';

/** Step 3: the bank's own form takes the login from the list and the one-time password from the element. */
export class SignIn {
  readonly #form = pageElement('login-form', HTMLFormElement);
  readonly #login = pageElement('login', HTMLInputElement);
  readonly #otp = pageElement('otp', NeonOtp);
  readonly #problem = pageElement('login-problem', HTMLElement);

  constructor() {
    this.#form.addEventListener('neon-login-selected', (event) => {
      this.#login.value = this.#otp.login = event.login;
    });
    this.#form.addEventListener('neon-otp-generated', () => {
      this.#problem.textContent = '';
    });
    // After a refusal the server names the login that was tried.
    pageElement('logins', NeonLoginList).value = this.#otp.login = this.#login.value;
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
