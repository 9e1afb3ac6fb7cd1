/**
 * Wrong PINs that were entered for a user, as answers tell them to the user's browsers.
 * @module
 */
import { array, boolean, integer, object, string, type ReadBy } from './readers.js';

/** Name in `features` of the hello: the service tells wrong PINs, and blocks a single browser because of them. */
export const wrongPinsFeature = 'wrong-pins';

/** Maximum number of wrong PINs that an answer describes; `n` counts all. */
export const maxToldWrongPins = 3;

/** Reads `wrong` of an answer. */
export const readWrongPins = /* @__PURE__ */ object({
  /** Number of wrong PINs since the last right one in this browser. */
  n: integer(0),
  /** The latest of them, newest first. */
  last: array(
    object({
      /** Milliseconds. */
      at: integer(0),
      /** Name of the browser that it was entered in; empty when that is not known any more. */
      name: string(undefined, 256),
      /** Whether that is this browser. */
      here: boolean,
    }),
    maxToldWrongPins,
  ),
});

/** `wrong` of an answer. */
export type WrongPins = ReadBy<typeof readWrongPins>;
