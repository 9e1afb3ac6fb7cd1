import { html, type TemplateResult } from 'lit';

/**
 * Characters that show nothing, that change what others look like, or whose picture nobody has agreed on: controls,
 * directions, joiners, selectors of variants, fillers, lone surrogates, what is private or not assigned, blanks that are
 * no spaces. Not among them are line feeds, tabs, and the spaces of texts in all languages, of numbers and of dates.
 */
const unseen =
  /((?:(?![ \n\t\xA0\u2009\u202F\u3000])[\p{C}\p{Z}\p{DI}\u2800\uFFFC\u{13441}\u{13442}\u{16FE4}\u{1D159}])+)/u;

/** Text in which nothing is invisible: what has no picture is named by its number, neighbours together. */
export function visibleText(text: string): (string | TemplateResult)[] {
  return text
    .split(unseen)
    .map((part, index) =>
      index % 2 ? html`<span part="unseen" class="unseen">${numbers(part)}</span>` : part,
    );
}

/** `U+202E U+200B ×3` */
function numbers(run: string): string {
  const counted: { readonly character: string; times: number }[] = [];
  for (const character of run) {
    const last = counted.at(-1);
    if (last?.character === character) last.times++;
    else counted.push({ character, times: 1 });
  }
  return counted
    .map(({ character, times }) => codePoint(character) + (times > 1 ? ` ×${times}` : ''))
    .join(' ');
}

/** `U+202E` */
function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
