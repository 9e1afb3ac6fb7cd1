import { html, nothing, type TemplateResult } from 'lit';
import { hideIcon, showIcon } from '../internal/templates/icons.js';
import { sentence } from '../messages/isolation.js';
import type { CommonSentences } from '../messages/messages.js';
import type { Mistake } from './entry-mistake.js';
import { isNew, type PromptRequest } from './prompt-request.js';

type FieldId = Mistake['field'];

/** The fields of the dialog. */
export interface PinFields {
  readonly request: PromptRequest | undefined;
  /** True while an answer is being checked: nothing can be typed. */
  readonly checking: boolean;
  /** The field that is wrong. */
  readonly wrong: FieldId | undefined;
  /** Hint, status and refusal, below the field that is wrong, else below the first one. */
  readonly notes: TemplateResult;
  /** True when the digits or characters that are typed can be read. */
  readonly revealed: boolean;
  /** True when the page's own field, in the slot, takes the place of the first one. */
  readonly usesSlotted: boolean;
  readonly slotChanged: () => void;
  readonly toggle: () => unknown;
}

/** The field for a PIN or a password; for a new one, two of them. */
export function pinFields(fields: PinFields, messages: CommonSentences): TemplateResult {
  const { request, wrong, notes, usesSlotted, slotChanged } = fields;
  const kind = request?.kind ?? 'digits';
  const label = isNew(request) ? messages.newPin : messages.pin;
  const isAgain = wrong === 'again';
  return html`
    ${
      kind === 'text'
        ? html`<input hidden autocomplete="username" .value=${request?.login ?? ''} />`
        : nothing
    }
    <div class="field">
      <label part="label" class="label" for="pin">${sentence(label[kind])}</label>
      ${usesSlotted ? nothing : field('pin', fields, messages)}
      <slot name="password" ?hidden=${!usesSlotted} @slotchange=${slotChanged}></slot>
      ${isAgain ? nothing : notes}
    </div>
    ${
      isNew(request)
        ? html`<div class="field">
            <label part="label" class="label" for="again"
              >${sentence(messages.repeatPin[kind])}</label
            >
            ${field('again', fields, messages)} ${isAgain ? notes : nothing}
          </div>`
        : nothing
    }
  `;
}

function field(id: FieldId, fields: PinFields, messages: CommonSentences): TemplateResult {
  const { request, checking, wrong, revealed } = fields;
  const isText = request?.kind === 'text';
  return html`<div class="secret">
    <input
      part="input"
      class="text"
      id=${id}
      type=${revealed ? 'text' : 'password'}
      required
      ?readonly=${checking}
      inputmode=${isText ? 'text' : 'numeric'}
      autocomplete=${isText ? (isNew(request) ? 'new-password' : 'current-password') : 'off'}
      autocapitalize="none"
      autocorrect="off"
      spellcheck="false"
      aria-invalid=${wrong === id}
      aria-describedby="hint message"
    />
    ${reveal(id, fields, messages)}
  </div>`;
}

/** The button that shows what is typed. Two fields have one each, which do the same; the first is no tab stop. */
function reveal(
  id: FieldId,
  { request, checking, revealed, toggle }: PinFields,
  messages: CommonSentences,
): TemplateResult {
  const name = messages.showPin[request?.kind ?? 'digits'];
  return html`<button
    part="reveal-button"
    class="quiet"
    type="button"
    tabindex=${id === 'pin' && isNew(request) ? -1 : nothing}
    aria-label=${name}
    aria-pressed=${revealed}
    aria-disabled=${checking}
    title=${name}
    @press=${toggle}
  >
    ${revealed ? hideIcon : showIcon}
  </button>`;
}
