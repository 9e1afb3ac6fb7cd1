/**
 * What the tables of operations and calls say of each.
 * @module
 */
import type { Reader } from './readers.js';

/**
 * The factor that an operation needs beside the keys of the browser.
 *
 * `none`: nothing. `everyday`: what the service asks for at each operation, which a BioKey may stand in for. `strict`:
 * the PIN wherever the service has one, since the operation could make a thief of an open browser independent of it.
 * `code`: a code, and the PIN that it lets the person define or confirm.
 */
export type OperationFactor = 'none' | 'everyday' | 'strict' | 'code';

/** One operation of a token. */
export interface OperationEntry {
  /** Reads `arg`, on the service. */
  readonly readArg: Reader<object>;
  /** Reads `out`, on the client, as far as it needs it. */
  readonly readOut: Reader<object>;
  readonly factor: OperationFactor;
  /** `effect`: a late success counts. `product`: a late success is reported as `RESULT_EXPIRED`. */
  readonly worth: 'effect' | 'product';
}

/** One call of a client, as it crosses from a page to its frame. */
export interface CallEntry {
  /** Arguments that are texts and have to be given. */
  readonly texts?: Readonly<Record<string, Reader<string>>>;
  /** PINs, passwords, BioKeys: a frame takes them only where the site has `hostPin`. */
  readonly secrets?: Readonly<Record<string, Reader<string | undefined>>>;
  readonly options?: Readonly<Record<string, Reader<unknown>>>;
  /** Whether it lasts until it is given up, and tells a listener something meanwhile. */
  readonly isWatch?: true;
  /** Set where a frame takes another call in its place. */
  readonly isForPagesOnly?: true;
}
