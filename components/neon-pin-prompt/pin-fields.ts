import { html, nothing, type TemplateResult } from 'lit';
import { sentence } from '../messages/isolation.js';
import type { CommonSentences } from '../messages/messages.js';
import type { Mistake } from './entry-mistake.js';
import { isNew, type PromptRequest } from './prompt-request.js';

/** The fields of the dialog. */
export interface PinFields {
  readonly request: PromptRequest | undefined;
  /** Whether an answer is being checked: nothing can be typed. */
  readonly checking: boolean;
  /** The field that is wrong. */
  readonly wrong: Mistake['field'] | undefined;
  /** Whether the page's own field, in the slot, takes the place of the first one. */
  readonly usesSlotted: boolean;
  readonly slotChanged: (event: Event) => void;
}

/** The field for a PIN or a password; for a new one, two of them. */
export function pinFields(fields: PinFields, messages: CommonSentences): TemplateResult {
  const { request, usesSlotted, slotChanged } = fields;
  const kind = request?.kind ?? 'digits';
  const label = isNew(request) ? messages.newPin : messages.pin;
  return html`
    ${
      kind === 'text'
        ? html`<input hidden autocomplete="username" .value=${request?.login ?? ''} />`
        : nothing
    }
    <div class="field">
      <label part="label" class="label" for="pin">${sentence(label[kind])}</label>
      ${usesSlotted ? nothing : field('pin', fields)}
      <slot name="password" ?hidden=${!usesSlotted} @slotchange=${slotChanged}></slot>
    </div>
    ${
      isNew(request)
        ? html`<div class="field">
            <label part="label" class="label" for="again"
              >${sentence(messages.repeatPin[kind])}</label
            >
            ${field('again', fields)}
          </div>`
        : nothing
    }
  `;
}

function field(id: Mistake['field'], { request, checking, wrong }: PinFields): TemplateResult {
  const isText = request?.kind === 'text';
  return html`<input
    part="input"
    class="text"
    id=${id}
    type="password"
    required
    ?readonly=${checking}
    inputmode=${isText ? 'text' : 'numeric'}
    autocomplete=${isText ? (isNew(request) ? 'new-password' : 'current-password') : 'off'}
    aria-invalid=${wrong === id}
    aria-describedby="hint message"
  />`;
}
