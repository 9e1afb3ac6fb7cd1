import { isSamePin, type NewPinRequest } from '../../src/index.js';

/** A reason not to send what was typed. */
export interface Mistake {
  /** Id of the field that has to be filled in, or again. */
  readonly field: 'pin' | 'again';
  /** True for an empty field; else it differs from the other one. */
  readonly isEmpty: boolean;
}

/** @param again the second entry of a new PIN; undefined for a PIN that exists. */
export function mistakeIn(
  pin: string,
  again: string | undefined,
  kind: NewPinRequest['kind'],
): Mistake | undefined {
  if (!pin) return { field: 'pin', isEmpty: true };
  if (again === undefined || isSamePin(again, pin, kind)) return undefined;
  return { field: 'again', isEmpty: !again };
}
