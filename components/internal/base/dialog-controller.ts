import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { sentence } from '../../messages/isolation.js';
import { DialogEvents } from './dialog-events.js';
import { FocusReturn } from './focus-return.js';
import type { NeonElement } from './neon-element.js';

/** The content of a dialog. */
export interface DialogContent {
  readonly title: string;
  /** A paragraph with the id `about`, which describes the dialog. */
  readonly about: TemplateResult;
  readonly fields?: TemplateResult;
  readonly confirm: string;
  readonly cancel: string;
  /** True when the answer ends something, which its button shows. */
  readonly ends?: boolean;
  /** True when the button that confirms is drawn as a secondary one. */
  readonly isSecondary?: boolean;
  /** True while an answer is being checked. Then no button works, and neither does Escape. */
  readonly busy?: boolean;
  submit(event: Event): void;
}

/**
 * Opens the native dialog of an element, takes one answer, and gives the focus back. Meanwhile the page around gets no
 * event of the dialog.
 *
 * The dialog stays open after an answer until `close()`, so that it can say why the answer was refused.
 */
export class DialogController<T> implements ReactiveController {
  readonly #host: NeonElement;
  #answer: ((value: T | undefined) => void) | undefined;
  #focus: FocusReturn | undefined;
  #events: DialogEvents | undefined;
  /** `busy` of the last rendering: an answer is being checked. */
  #isBusy = false;

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
   * Opens the dialog, or keeps it open, with the focus on `first`. Resolves with the answer, or with undefined if the
   * dialog is closed without one.
   */
  ask(first: HTMLElement | null | undefined): Promise<T | undefined> {
    const dialog = this.#dialog;
    if (dialog && !dialog.open) {
      this.#events = new DialogEvents(dialog, this.#escape);
      this.#focus = new FocusReturn();
      this.#focus.show(dialog);
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
    const focus = this.#focus;
    this.#focus = undefined;
    if (dialog?.open) dialog.close();
    // Engines restore the focus too, but not into every shadow tree.
    focus?.give();
    this.#events?.end();
    this.#events = undefined;
    this.answer(undefined);
  };

  /**
   * The dialog. The host always renders it, whether it is open or not. The host says what is missing in a field: the
   * browser would do so in its own language.
   */
  render(content: DialogContent): TemplateResult {
    const { title, about, fields, confirm, cancel, submit } = content;
    const { ends = false, isSecondary = false, busy = false } = content;
    this.#isBusy = busy;
    return html`<dialog
      part="dialog"
      class=${ends ? 'box ends' : 'box'}
      aria-labelledby="title"
      aria-describedby="about"
      @cancel=${(event: Event) => {
        // An answer that has been sent cannot be cancelled, by the back gesture of a phone for instance.
        if (busy) event.preventDefault();
      }}
      @close=${this.#closed}
    >
      <form method="dialog" novalidate aria-busy=${busy} @submit=${submit}>
        <div>
          <h2 part="title" id="title">${sentence(title)}</h2>
          ${about}
        </div>
        ${fields}
        <div class="actions">
          <button part="cancel-button" type="button" aria-disabled=${busy} @press=${this.#escape}>
            ${sentence(cancel)}
          </button>
          <button
            part="button"
            class=${isSecondary ? nothing : 'primary'}
            aria-disabled=${busy}
            aria-busy=${busy && !isSecondary}
          >
            ${sentence(confirm)}
          </button>
        </div>
      </form>
    </dialog>`;
  }

  /** Closes the dialog for Escape or the button, unless an answer is being checked. */
  readonly #escape = (): void => {
    if (!this.#isBusy) this.close();
  };

  /** Handles a dialog that the platform has closed. */
  readonly #closed = (event: Event): void => {
    if (event.target === this.#dialog && !this.#dialog?.open) this.close();
  };

  get #dialog(): HTMLDialogElement | null {
    return this.#host.shadowRoot?.querySelector('dialog') ?? null;
  }
}
