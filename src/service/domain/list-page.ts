/**
 * Pages of long lists. The next page begins after the last item of this one, not after a number of items: so none is
 * left out or repeated when items are added or removed in between.
 * @module
 */
import type { ListPart, Place } from '../store/list-part.js';

/** One page of a list. */
export interface Page<T, N = Next> {
  readonly items: readonly T[];
  /** Parameters to add to the same request to get the next page; left out on the last page. */
  readonly next?: N;
}

/** Parameters of the next page of a list that is ordered by time. */
export interface Next {
  /** A {@link Place}, as text. */
  readonly after: string;
}

/** Which page of a list that is ordered by time is wanted. */
export interface Part {
  /** {@link Next.after} of the page before; the first page when left out. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A {@link Place} as text. */
export const placePattern = /^(\d{1,15})\.([\w-]{22,43})$/;

/** The rows to read for a page: one more than is shown, which tells whether there is a next page. */
export function rowsOf({ after, limit }: Part): ListPart {
  return { after: after === undefined ? undefined : placeOf(after), limit: limit + 1 };
}

/** Reads a place that fits {@link placePattern}. */
function placeOf(text: string): Place {
  const [, created, id] = placePattern.exec(text)!;
  return { created: Number(created), id: id! };
}

/**
 * Makes a page.
 * @param items one more than `limit`, if there are as many.
 * @param next makes the parameters of the next page from the last item shown.
 */
export function pageOf<T, N>(items: readonly T[], limit: number, next: (last: T) => N): Page<T, N> {
  if (items.length <= limit) return { items };
  const shown = items.slice(0, limit);
  return { items: shown, next: next(shown.at(-1)!) };
}

/** Parameters of the page after an item. */
export function nextAfter(createdAt: number, id: string): Next {
  return { after: `${createdAt}.${id}` };
}
