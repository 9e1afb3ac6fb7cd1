import { html, nothing, type TemplateResult } from 'lit';

/** Digits in two groups for the eye; what is copied has no space. */
export function digitGroups(value: string): TemplateResult | typeof nothing {
  if (!value) return nothing;
  const half = Math.ceil(value.length / 2);
  return html`<span>${value.slice(0, half)}</span><span>${value.slice(half)}</span>`;
}
