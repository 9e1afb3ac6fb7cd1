/**
 * The factor that the next operation needs, and the rules for a new PIN.
 * @module
 */
import { stretchParameters } from './fields.js';
import { boolean, integer, object, oneOf, optional, string, type ReadBy } from './readers.js';

/** Reads a {@link Need}. */
export const readNeed = object({
  /** Which factor the next operation needs. */
  f: oneOf('none', 'pin', 'pin_or_bio', 'bio'),
  /** How to stretch the PIN. */
  pinp: optional(stretchParameters),
  /** How to stretch the BioKey. */
  biop: optional(stretchParameters),
  /** Whether this token has a BioKey, be it switched off. */
  bio: optional(boolean),
});

/** The factor of the next operation. */
export type Need = ReadBy<typeof readNeed>;

/** Reads a {@link PinPolicy}. */
export const readPinPolicy = object({
  /** `digits`: a PIN. `text`: a password. */
  kind: oneOf('digits', 'text'),
  /** Shortest and longest, in code points. */
  min: integer(1, 128),
  max: integer(1, 128),
  /** File of common values, one on each line, which a new PIN must not be. */
  list: optional(
    object({ sha256: string(/^[A-Za-z0-9_-]{43}$/, 43), url: string(/^https?:/, 512) }),
  ),
});

/** The rules for a new PIN. */
export type PinPolicy = ReadBy<typeof readPinPolicy>;
