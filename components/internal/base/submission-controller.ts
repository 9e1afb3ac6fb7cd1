import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly form: HTMLFormElement | null;
}

/** How an element gets its value while its form is being sent. */
export interface Submission {
  /** Whether the form is not to be sent without a value. */
  needed(): boolean;
  hasValue(): boolean;
  /** Whether the value can be obtained now; undefined while that is not known yet. */
  possible(): boolean | undefined;
  /** Obtains the value. Resolves with false if there is none. */
  obtain(): Promise<boolean>;
  /** Lets the form go without a value, and forgets why there is none; returns false if it may not go. */
  waive(): boolean;
}

/** What is kept of a `submit` event: after its dispatch in a shadow tree, an event has no target. */
interface TakenEvent {
  readonly form: HTMLFormElement;
  readonly submitter: HTMLElement | null;
}

/**
 * Holds the submission of a form back until its element has a value: takes the first `submit` event, obtains the value,
 * and requests the submission again with the same button. The page hears the second event only, except for listeners that
 * it has put on the window, for the capture phase, before the element was there.
 */
export class SubmissionController implements ReactiveController {
  /** Why a submission came to nothing: its button cannot send the form any more, or the value cannot be obtained now. */
  obstacle: 'button' | 'value' | undefined;

  readonly #host: Host;
  readonly #submission: Submission;
  /** Events in a shadow tree do not reach the window. */
  #root: ShadowRoot | Window = window;
  #taken: TakenEvent | undefined;
  #obtaining = false;
  #requesting = false;
  /** True when the value has been submitted, and read since then. */
  #sent = false;
  #used = false;

  constructor(host: Host, submission: Submission) {
    this.#host = host;
    this.#submission = submission;
    host.addController(this);
  }

  /** True while a submission waits for its value. */
  get waits(): boolean {
    return this.#taken !== undefined;
  }

  /**
   * Notes that the page reads the value. When the form has been sent, this uses the value up: a one-time password is of no
   * use for the next submission.
   */
  noteReading(): void {
    this.#used ||= this.#sent;
  }

  /** Forgets a submission that waits, and what became of the value. */
  reset(): void {
    this.#taken = this.obstacle = undefined;
    this.#sent = this.#used = false;
  }

  hostConnected(): void {
    const root = this.#host.getRootNode();
    this.#root = root instanceof ShadowRoot ? root : window;
    this.#root.addEventListener('submit', this.#submitted, { capture: true });
    this.#root.addEventListener('formdata', this.#collected, { capture: true });
  }

  hostDisconnected(): void {
    this.#root.removeEventListener('submit', this.#submitted, { capture: true });
    this.#root.removeEventListener('formdata', this.#collected, { capture: true });
    this.reset();
  }

  hostUpdated(): void {
    // Behind the update: to change the host within it would be an update too much, of which Lit warns developers.
    if (this.waits) queueMicrotask(() => void this.#proceed());
  }

  readonly #submitted = (event: Event): void => {
    const { form } = this.#host;
    if (!form || event.target !== form || event.defaultPrevented || this.#requesting) return;
    const { submitter } = event as SubmitEvent;
    if (isUnchecked(submitter) || !this.#submission.needed()) return;
    if (this.#submission.hasValue() && !this.#used) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.waits) return;
    this.reset();
    this.#taken = { form, submitter };
    this.#host.requestUpdate();
  };

  readonly #collected = ({ target }: Event): void => {
    if (target === this.#host.form) this.noteReading();
  };

  async #proceed(): Promise<void> {
    const taken = this.#taken;
    const possible = this.#submission.possible();
    if (!taken || this.#obtaining || possible === undefined) return;
    this.#obtaining = true;
    try {
      const isObtained = possible && (await this.#submission.obtain());
      if (this.#taken !== taken) return;
      if (isObtained || this.#submission.waive()) this.#request(taken);
      else if (!possible) this.obstacle = 'value';
    } finally {
      this.#obtaining = false;
      if (this.#taken === taken) this.#taken = undefined;
      this.#host.requestUpdate();
    }
  }

  #request({ form, submitter }: TakenEvent): void {
    if (form !== this.#host.form) return;
    this.#sent = this.#requesting = true;
    try {
      form.requestSubmit(submitter);
    } catch {
      // The button has left the form, or sends none any more. What was its to say, such as an address in its
      // `formaction`, is lost with it.
      this.#sent = false;
      this.obstacle = 'button';
    } finally {
      this.#requesting = false;
    }
  }
}

/** Whether a button sends its form without checking it, or only closes the dialog around it. */
function isUnchecked(button: HTMLElement | null): boolean {
  const { formNoValidate, formMethod } = (button ?? {}) as Partial<HTMLButtonElement>;
  return formNoValidate === true || formMethod === 'dialog';
}
