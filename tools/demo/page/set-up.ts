import { NeonActivate } from '../../../components/index.js';
import { pageElement } from './page-element.js';

/** Step 2: the element asks for the code; where an account is set up already, it waits behind a button. */
export class SetUp {
  readonly #activation = pageElement('activation', NeonActivate);
  readonly #another = pageElement('another', HTMLButtonElement);

  constructor() {
    this.#another.addEventListener('click', () => {
      this.#activation.reset();
      this.open();
      this.#activation.focus();
    });
  }

  /** Shows the form. */
  open(): void {
    this.#activation.hidden = false;
    this.#another.hidden = true;
  }

  /** Leaves the form, or what it says about its success, and offers to begin again. */
  rest(): void {
    this.#another.hidden = false;
  }

  /** Hands over a code the way an activation link does. */
  fillIn(code: string): void {
    this.open();
    location.hash = `neon-code=${code}`;
    this.#activation.scrollIntoView({ block: 'center' });
    this.#activation.focus();
  }
}
