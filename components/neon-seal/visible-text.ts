import { html, type TemplateResult } from 'lit';

/**
 * Characters that are invisible, that change how others look, or that have no agreed glyph: controls, direction marks,
 * joiners, variation selectors, fillers, lone surrogates, private use, unassigned, unusual blanks. Line feeds, tabs, and the
 * spaces used in texts, numbers and dates are not among them.
 */
const unseen =
  /((?:(?![ \n\t\xA0\u2009\u202F\u3000])[\p{C}\p{Z}\p{DI}\u2800\uFFFC\u{13441}\u{13442}\u{16FE4}\u{1D159}])+)/u;

/** Replaces runs of invisible characters by their code points. */
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
