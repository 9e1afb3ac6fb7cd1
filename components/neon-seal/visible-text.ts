import { html, type TemplateResult } from 'lit/html.js';

/** Characters that show nothing, or change what others look like: controls, directions, joiners, lone surrogates. */
const unseen = /([\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}])/u;

/** Text in which nothing is invisible: what has no picture is named by its number. */
export function visibleText(text: string): (string | TemplateResult)[] {
  return text
    .split(unseen)
    .map((part) =>
      unseen.test(part) && !/[\n\t]/.test(part)
        ? html`<span part="unseen" class="unseen">${codePoint(part)}</span>`
        : part,
    );
}

/** `U+202E` */
function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
