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
}

/** A form for a code, and the success. Both share one cell, so that nothing below moves. */
export function codeForm({ content, success, submit }: CodeForm): TemplateResult {
  return html`<div class="stack">
    <form
      part="form"
      class=${success ? 'off' : nothing}
      novalidate
      ?inert=${success !== undefined}
      @submit=${submit}
    >
      ${content}
    </form>
    <div part="success" class="rows done" role="status" tabindex="-1">
      ${
        success
          ? html`${doneIcon}
              <strong>${sentence(success.title)}</strong>
              <span class="hint">${sentence(success.hint)}</span>`
          : nothing
      }
    </div>
  </div>`;
}
