import type { LitElement, ReactiveController } from 'lit';

/**
 * Whether what is typed into the fields of a dialog can be read. When the page is hidden, so is what is typed: nobody may be
 * at the screen when it is shown again.
 */
export class RevealController implements ReactiveController {
  /** Whether it can be read. */
  isOn = false;

  readonly #host: LitElement;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.hide);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.hide);
  }

  /** Makes the fields passwords at once, before they are sent: browsers may store what is typed into text fields. */
  readonly hide = (): void => {
    this.#show(false);
  };

  /** Shows or hides what is typed. The caret stays where it is. */
  toggle(): void {
    const carets = this.#fields.map((field) => {
      const { selectionStart, selectionEnd } = field;
      return () => field.setSelectionRange(selectionStart, selectionEnd);
    });
    this.#show(!this.isOn);
    // Chromium moves the caret to the start when it lays the other kind of field out.
    this.#host.getBoundingClientRect();
    for (const restore of carets) restore();
  }

  #show(isOn: boolean): void {
    this.isOn = isOn;
    for (const field of this.#fields) field.type = isOn ? 'text' : 'password';
    this.#host.requestUpdate();
  }

  get #fields(): HTMLInputElement[] {
    return [...(this.#host.shadowRoot?.querySelectorAll<HTMLInputElement>('[part=input]') ?? [])];
  }
}
