import { html, nothing, type TemplateResult } from 'lit';

/**
 * Shows digits in two groups. There is no space between them, so that copied text has none. Screen readers read the digits
 * one by one, and not as two numbers.
 */
export function digitGroups(value: string): TemplateResult | typeof nothing {
  if (!value) return nothing;
  const half = Math.ceil(value.length / 2);
  return html`<span aria-hidden="true">${value.slice(0, half)}</span
    ><span aria-hidden="true">${value.slice(half)}</span>${spelled(value)}`;
}

/** The characters of a code, for screen readers in its place. Styles draw them, so that they are not copied. */
export function spelled(code: string): TemplateResult {
  return html`<span class="heard spelled" data-spelled=${[...code].join(' ')}></span>`;
}
