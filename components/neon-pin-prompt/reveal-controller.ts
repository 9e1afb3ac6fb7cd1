import type { LitElement, ReactiveController } from 'lit';

/**
 * Shows the PIN or password in the fields of a dialog, and hides it again. It is hidden with the page too: somebody else may
 * be at the screen when the page is shown again.
 */
export class RevealController implements ReactiveController {
  /** True while it can be read. */
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

  /** Shows or hides it. The caret stays where it is. */
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
