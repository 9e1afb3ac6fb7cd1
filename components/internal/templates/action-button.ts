import { sentence } from '../../messages/isolation.js';
import { html, nothing, type TemplateResult } from 'lit';

/** The button of an operation. */
export interface Action {
  /** Shown unless the page fills the default slot. */
  readonly label: string;
  /** Whether it can be pressed now. */
  readonly ready: boolean;
  readonly pending: boolean;
  /** Whether the page, or the form around it, has disabled it. */
  readonly disabled?: boolean;
  /** Whether it is drawn less prominently, since something else matters more now. */
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
    <slot>${sentence(label)}</slot>
  </button>`;
}
