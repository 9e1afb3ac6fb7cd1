/**
 * Long lists, a part at a time. Where the next part begins is said by what the last item is and not by how many
 * there were, so that nothing is left out or repeated because of what comes or goes meanwhile.
 * @module
 */
import type { ListPart, Place } from '../store/list-part.js';

/** A part of a list. */
export interface Page<T, N = Next> {
  readonly items: readonly T[];
  /** What to ask for besides the same to get the following part; left out when there is none. */
  readonly next?: N;
}

/** How a list by time goes on. */
export interface Next {
  /** A {@link Place}, as text. */
  readonly after: string;
}

/** Which part of a list by time is wanted. */
export interface Part {
  /** What {@link Next} has said; from the beginning when left out. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A {@link Place} as text. */
export const placePattern = /^(\d{1,15})\.([\w-]{22,43})$/;

/** The rows to read for a part: one more than is shown, which tells whether there are further ones. */
export function rowsOf({ after, limit }: Part): ListPart {
  return { after: after === undefined ? undefined : placeOf(after), limit: limit + 1 };
}

/** Reads a place that fits {@link placePattern}. */
function placeOf(text: string): Place {
  const [, created, id] = placePattern.exec(text)!;
  return { created: Number(created), id: id! };
}

/** Makes a page of items of which one more than `limit` was asked for, if there are as many. */
export function pageOf<T, N>(items: readonly T[], limit: number, next: (last: T) => N): Page<T, N> {
  if (items.length <= limit) return { items };
  const shown = items.slice(0, limit);
  return { items: shown, next: next(shown.at(-1)!) };
}

/** What follows an item of a list by time. */
export function nextAfter(createdAt: number, id: string): Next {
  return { after: `${createdAt}.${id}` };
}
