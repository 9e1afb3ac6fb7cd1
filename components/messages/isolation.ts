/**
 * Marks parts of a sentence that differ from it: logins, names and dates, which must not reorder it (an Arabic name in an
 * English sentence, say), and English texts in a place of another language. Sentences are strings, so the parts are marked
 * by the isolates of Unicode (UAX #9). That is all that an attribute or a message of a form can have; `sentence` draws
 * them as elements.
 * @module
 */
import { html, nothing, type TemplateResult } from 'lit';

/** First strong isolate: direction as the part itself has it. */
const ownDirection = '\u2068';
/** Left-to-right isolate. */
const leftToRight = '\u2066';
const end = '\u2069';

/** Marks a value for a sentence that {@link sentence} draws. */
export function isolated(value: string): string {
  return ownDirection + value + end;
}

/** Marks an English text in a place of another language, for {@link sentence}. */
export function foreign(text: string): string {
  return leftToRight + text + end;
}

type Drawn = (string | TemplateResult)[];

/** Draws a sentence: each marked value in a `<bdi>`, each English text with its `lang` and `dir`. */
export function sentence(text: string): Drawn | string | typeof nothing {
  const parts = text.split(/([\u2066\u2068\u2069])/);
  return parts.length > 1 ? drawn(parts, false) : text || nothing;
}

/** Draws the parts up to the end of the mark that they are in, and takes them. */
function drawn(parts: string[], isInside: boolean): Drawn {
  const made: Drawn = [];
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    if (part === ownDirection) made.push(html`<bdi>${drawn(parts, true)}</bdi>`);
    else if (part === leftToRight) {
      made.push(html`<span lang="en" dir="ltr">${drawn(parts, true)}</span>`);
    } else if (part !== end) made.push(part);
    else if (isInside) break;
  }
  return made;
}
