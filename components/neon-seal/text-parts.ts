/**
 * Divides a long text into parts: drawing 10 MB at once would block the page for seconds.
 * @module
 */

/** Maximum length of a part, in UTF-16 code units. */
const size = 10_000;

/** A part may end up to this many code units earlier, after a whole line or word. */
const slack = 1_000;

/** Counts the characters (code points) of a text, without making a list of them. */
export function countCharacters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += widthAt(text, at)) count++;
  return count;
}

/** Number of parts of a text; at least one. */
export function countParts(text: string): number {
  return Math.max(1, Math.ceil(text.length / size));
}

/** A part of a text, by its index from 0. The parts in their order make up the whole text. */
export function partOf(text: string, index: number): string {
  return text.slice(startOf(text, index), startOf(text, index + 1));
}

/** Where a part begins: after a line feed, else after a space, else between two characters. */
function startOf(text: string, index: number): number {
  const limit = index * size;
  if (limit === 0 || limit >= text.length) return limit;
  const before = text.slice(limit - slack, limit);
  const end = before.lastIndexOf('\n') + 1 || before.lastIndexOf(' ') + 1;
  if (end) return limit - slack + end;
  return limit + 1 - widthAt(text, limit - 1);
}

/** Number of code units of the character at an index. */
function widthAt(text: string, at: number): number {
  return text.codePointAt(at)! > 0xffff ? 2 : 1;
}
