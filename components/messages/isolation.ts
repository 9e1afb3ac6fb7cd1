/**
 * Keeps logins, names and dates from reordering the sentence they stand in: an Arabic name in an English sentence, say.
 * The texts are functions from string to string, so values are marked in them (FSI and PDI, UAX #9) and drawn as `<bdi>`.
 * @module
 */
import { html, type TemplateResult } from 'lit';

const [start, end] = ['\u2068', '\u2069'];

/** Marks a value for a sentence that {@link sentence} draws. */
export function isolated(value: string): string {
  return start + value + end;
}

/** Draws a sentence, with each marked value in a `<bdi>`. */
export function sentence(text: string): (string | TemplateResult)[] {
  const [first = '', ...rest] = text.split(start);
  return [
    first,
    ...rest.flatMap((part) => {
      const [value = '', after = ''] = part.split(end);
      return [html`<bdi>${value}</bdi>`, after];
    }),
  ];
}
