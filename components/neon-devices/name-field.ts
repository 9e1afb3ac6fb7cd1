import { html, type TemplateResult } from 'lit';
import { sentence } from '../messages/isolation.js';

/** The field for the name of a browser, with a problem below it where `problem` is not empty. */
export function nameField({
  label,
  name,
  problem,
}: Record<'label' | 'name' | 'problem', string>): TemplateResult {
  return html`<div class="field">
    <label class="label" for="name">${sentence(label)}</label>
    <input
      part="input"
      class="text"
      id="name"
      required
      maxlength="64"
      autocomplete="off"
      aria-invalid=${problem !== ''}
      aria-describedby="name-problem"
      .value=${name}
    />
    <p id="name-problem" class="message" role="alert">${sentence(problem)}</p>
  </div>`;
}
