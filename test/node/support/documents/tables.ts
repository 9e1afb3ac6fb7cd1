/**
 * Tables of the guides.
 * @module
 */

/** Cells of the rows of the tables below a heading, headers left out. */
export function rowsBelow(text: string, heading: string): string[][] {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => isHeading(line) && line.replace(/^#+ /, '') === heading);
  if (at < 0) throw new Error(`there is no heading ${heading}`);
  const end = lines.findIndex((line, index) => index > at && isHeading(line));
  return rowsOf(lines.slice(at, end < 0 ? undefined : end).join('\n'));
}

/** Cells of the rows of all tables in a text, headers left out. */
export function rowsOf(text: string): string[][] {
  const lines = text.split('\n');
  return lines
    .filter((line, at) => line.startsWith('|') && !isRule(line) && !isRule(lines[at + 1] ?? ''))
    .map((line) => line.slice(1, -1).split(/(?<!\\)\|/))
    .map((cells) => cells.map((cell) => cell.trim()));
}

/** Inline code in a cell, in its order. */
export function codesIn(cell: string): string[] {
  return Array.from(cell.matchAll(/`([^`]+)`/g), ([, code]) => code!);
}

function isRule(line: string): boolean {
  return line.startsWith('|---');
}

function isHeading(line: string): boolean {
  return /^#+ /.test(line);
}
