import { html, nothing, type TemplateResult } from 'lit';
import { sentence } from '../../messages/isolation.js';
import { doneIcon } from './icons.js';

/** A form for a code. */
export interface CodeForm {
  /** Fields and button. */
  readonly content: TemplateResult;
  /** Takes the place of the form when the code was accepted; undefined before. */
  readonly success: { readonly title: string; readonly hint: string } | undefined;
  readonly submit: (event: Event) => unknown;
  /** True when the focus is in the element. It moves to the success, which is read out then. */
  readonly focused: boolean;
}

/**
 * A form for a code. Its success takes the form's place, and no more room than it needs, so that the next step of the page
 * is in view. A screen reader tells of it once: by the focus, else as a status.
 */
export function codeForm({ content, success, submit, focused }: CodeForm): TemplateResult {
  return html`<div class="stack">
    <form part="form" novalidate ?hidden=${success !== undefined} @submit=${submit}>
      ${content}
    </form>
    <div
      part="success"
      class="rows done"
      role=${success && focused ? 'group' : 'status'}
      aria-labelledby=${success ? 'done' : nothing}
      aria-describedby=${success ? 'done-hint' : nothing}
      tabindex="-1"
    >
      ${
        success
          ? html`${doneIcon}
              <strong id="done">${sentence(success.title)}</strong>
              <span class="hint" id="done-hint">${sentence(success.hint)}</span>`
          : nothing
      }
    </div>
  </div>`;
}
