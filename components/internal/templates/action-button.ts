import { html, nothing, type TemplateResult } from 'lit';

/** How the button of an operation stands. */
export interface Action {
  /** What the page can replace, by the default slot. */
  readonly label: string;
  /** Whether it can be pressed at present. */
  readonly ready: boolean;
  readonly pending: boolean;
  /** Whether the form around it, or the page, has switched it off. */
  readonly disabled?: boolean;
  /** Whether something else is more important now. */
  readonly secondary?: boolean;
  press(this: void): unknown;
}

/** The button that starts an operation. It keeps the focus while the operation runs. */
export function actionButton(action: Action): TemplateResult {
  const { label, ready, pending, disabled = false, secondary = false, press } = action;
  return html`<button
    part="button"
    class=${secondary ? nothing : 'primary'}
    type="button"
    ?disabled=${disabled}
    aria-disabled=${!ready}
    aria-busy=${pending}
    @click=${() => ready && press()}
  >
    <slot>${label}</slot>
  </button>`;
}
