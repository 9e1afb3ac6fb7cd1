/**
 * Which part of a long list a query reads.
 * @module
 */

/** A place in a list that is ordered by time, and by id where times are the same. */
export interface Place {
  /** Milliseconds. */
  readonly created: number;
  readonly id: string;
}

/** Rows after a place, or from the beginning; one more row than is shown tells that there are further ones. */
export interface ListPart {
  readonly after: Place | undefined;
  readonly limit: number;
}
