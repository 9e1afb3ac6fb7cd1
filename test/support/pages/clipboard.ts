import { fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

/** What a person gets who pastes; asking the clipboard itself is not allowed in every engine. */
export async function pasted(): Promise<string> {
  const field = await fixture<HTMLInputElement>(html`<input aria-label="paste here" />`);
  field.focus();
  await sendKeys({ press: 'Control+V' });
  return field.value;
}
