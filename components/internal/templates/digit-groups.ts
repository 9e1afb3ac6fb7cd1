import { html, nothing, type TemplateResult } from 'lit';

/** Shows digits in two groups. There is no space between them, so that copied text has none. */
export function digitGroups(value: string): TemplateResult | typeof nothing {
  if (!value) return nothing;
  const half = Math.ceil(value.length / 2);
  return html`<span>${value.slice(0, half)}</span><span>${value.slice(half)}</span>`;
}
