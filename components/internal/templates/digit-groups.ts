import { html, type TemplateResult } from 'lit';

/**
 * A code in groups, to be seen only: {@link readOut} is what screen readers read. No space stands between the groups, so
 * that copied text has none.
 */
export function grouped(groups: readonly string[]): TemplateResult[] {
  return groups.map((group) => html`<span>${group}</span>`);
}

/** Splits digits into two groups; none if there are no digits. */
export function halves(digits: string): string[] {
  const half = Math.ceil(digits.length / 2);
  return digits ? [digits.slice(0, half), digits.slice(half)] : [];
}

/**
 * A code for screen readers, which read it character by character, in a live region of its own. It is text: an attribute
 * would be in the records of tools that hide only texts.
 *
 * @param name of the code.
 * @param code Empty while there is none.
 */
export function readOut(name: string, code: string): TemplateResult {
  return html`<output class="heard" aria-label=${name}>${spelled(code)}</output>`;
}

/** The characters of a code, apart from each other. */
export function spelled(code: string): string {
  return [...code].join(' ');
}
