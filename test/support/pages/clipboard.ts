import { fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

/** The clipboard's text, by pasting: not every engine allows reading it. */
export async function pasted(): Promise<string> {
  const field = await fixture<HTMLInputElement>(html`<input aria-label="paste here" />`);
  field.focus();
  await sendKeys({ press: 'Control+V' });
  return field.value;
}
