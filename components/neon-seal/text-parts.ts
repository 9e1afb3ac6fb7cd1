/**
 * A long text in parts: a page that draws 10 MB at once stands still for seconds.
 * @module
 */

/** How long a part is at most, in UTF-16 code units: drawn in a moment, whatever is in it. */
const size = 10_000;

/** How far before that a part may end, for the sake of a whole line or word. */
const slack = 1_000;

/** Characters of a text (code points), counted without a list of them. */
export function countCharacters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += widthAt(text, at)) count++;
  return count;
}

/** How many parts a text has; the empty one has one. */
export function countParts(text: string): number {
  return Math.max(1, Math.ceil(text.length / size));
}

/** A part of a text, from 0. All of them, one after the other, are the text. */
export function partOf(text: string, index: number): string {
  return text.slice(startOf(text, index), startOf(text, index + 1));
}

/** Where a part begins: behind a line feed, else behind a space, else wherever no character is taken apart. */
function startOf(text: string, index: number): number {
  const limit = index * size;
  if (limit === 0 || limit >= text.length) return limit;
  const before = text.slice(limit - slack, limit);
  const end = before.lastIndexOf('\n') + 1 || before.lastIndexOf(' ') + 1;
  if (end) return limit - slack + end;
  return limit + 1 - widthAt(text, limit - 1);
}

/** Code units of the character that begins at a place. */
function widthAt(text: string, at: number): number {
  return text.codePointAt(at)! > 0xffff ? 2 : 1;
}
