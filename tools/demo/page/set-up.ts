import { NeonActivate } from '../../../components/index.js';
import { pageElement } from './page-element.js';

/** Step 2: the element asks for the code; where an account is set up already, it waits behind a button. */
export class SetUp {
  readonly #activation = pageElement('activation', NeonActivate);
  readonly #another = pageElement('another', HTMLButtonElement);
  readonly #request = pageElement('activate-request', HTMLElement);
  readonly #rest = pageElement('activate-rest', HTMLElement);

  constructor() {
    this.#another.addEventListener('click', () => {
      this.#activation.reset();
      this.open();
      this.#activation.focus();
    });
    // The element takes the code of an activation link; the step is shown even if an account is set up.
    const openFor = (url: string) => {
      if (/#(.*&)?neon-code=/.test(url)) this.open();
    };
    openFor(location.href);
    addEventListener('hashchange', ({ newURL }) => {
      openFor(newURL);
    });
  }

  /** Shows the form. */
  open(): void {
    this.#activation.hidden = this.#request.hidden = false;
    this.#another.hidden = this.#rest.hidden = true;
  }

  /** Leaves the form or its success message, and offers to begin again. */
  rest(): void {
    this.#another.hidden = false;
    if (this.#activation.hidden) this.done();
  }

  /** Hides the form. */
  done(): void {
    this.#request.hidden = true;
    this.#rest.hidden = false;
  }

  /** Hands over a code the way an activation link does, but at once and without a history entry. */
  fillIn(code: string): void {
    history.replaceState(null, '', `#neon-code=${code}`);
    dispatchEvent(new HashChangeEvent('hashchange', { newURL: location.href }));
    this.#activation.scrollIntoView({ block: 'center' });
    this.#activation.focus();
  }
}
