import { html, nothing, type TemplateResult } from 'lit';
import { sentence } from '../../messages/isolation.js';

/**
 * The line below a field: a message, else a status, else a hint. All three share one cell, so that nothing below moves.
 * Fields refer to them by `aria-describedby="hint message"`.
 *
 * @param shown what people see in place of a status that changes too often to be read aloud.
 */
export function fieldNotes(
  hint: string,
  status: string,
  message: string,
  shown = '',
): TemplateResult {
  const note = status ? shown : hint;
  const told = message ? nothing : sentence(status);
  return html`<div class="stack">
    <p part="hint" id="hint" class="hint">${message ? nothing : sentence(note)}</p>
    <p part="status" class=${shown ? 'hint heard' : 'hint'} role="status">${told}</p>
    <p part="message" id="message" class="message" role="alert">${sentence(message)}</p>
  </div>`;
}
