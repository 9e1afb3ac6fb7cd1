import type { ReactiveController } from 'lit';
import type { NeonElement } from './neon-element.js';

/**
 * The native dialog of an element: opens it, takes one answer, gives the focus back.
 *
 * The dialog stays open after an answer until `close()`, so that it can say why the answer was refused.
 */
export class DialogController<T> implements ReactiveController {
  readonly #host: NeonElement;
  #answer: ((value: T | undefined) => void) | undefined;
  #opener: HTMLElement | undefined;

  constructor(host: NeonElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  /** Whether an answer is awaited. */
  get asking(): boolean {
    return this.#answer !== undefined;
  }

  /**
   * Opens the dialog, or keeps it open, with the focus on `first`. Resolves with undefined when it is closed without
   * an answer.
   */
  ask(first: HTMLElement | null | undefined): Promise<T | undefined> {
    const dialog = this.#dialog;
    if (dialog && !dialog.open) {
      this.#opener = focused();
      dialog.showModal();
    }
    first?.focus();
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  answer(value: T | undefined): void {
    const answer = this.#answer;
    this.#answer = undefined;
    answer?.(value);
  }

  /** Closes the dialog, without an answer if there was none. */
  readonly close = (): void => {
    const dialog = this.#dialog;
    const opener = this.#opener;
    this.#opener = undefined;
    if (dialog?.open) dialog.close();
    // Engines restore the focus too, but not into every shadow tree.
    if (opener?.isConnected) opener.focus();
    this.answer(undefined);
  };

  /** Handles `close` of the dialog: by the platform, for instance by Escape. */
  readonly closed = (event: Event): void => {
    if (event.target === this.#dialog && !this.#dialog?.open) this.close();
  };

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot?.querySelector('dialog') ?? null;
  }
}

/** The element that has the focus, in whatever shadow tree. */
function focused(): HTMLElement | undefined {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement && element !== document.body ? element : undefined;
}
