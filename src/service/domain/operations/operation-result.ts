/**
 * The result of an operation that is carried out.
 * @module
 */
import type { AnswerCode } from '../../../protocol/answer-codes.js';
import type { OperationName, OperationOut } from '../../../protocol/operations.js';

/** Effects that the client has to apply to its record. */
export interface Effects {
  readonly restored?: true;
  readonly revoked?: true;
}

/** An operation that succeeded. */
export interface Done<Op extends OperationName = OperationName> {
  readonly ok: true;
  readonly out: OperationOut<Op>;
  readonly fx?: Effects;
}

/** An operation that was refused; it has taken its step of the ratchet all the same. */
export interface Denied {
  readonly ok: false;
  readonly err: AnswerCode;
  /** Tries left, with a wrong factor. */
  readonly left?: number;
  /** What to do about the PIN instead, with `FACTOR_STATE_CHANGED`. */
  readonly pin?: PinState;
  /** State of the token, where this wrong factor has blocked it. */
  readonly st?: 'blocked';
}

/** The part of a result that the operation log keeps: nothing secret. */
export type KeptResult = Omit<Done, 'out'> | Pick<Denied, 'ok' | 'err' | 'left' | 'st'>;

/** Reduces a result to what the operation log keeps. */
export function keptResult(result: Done | Denied): KeptResult {
  if (result.ok) return { ok: true, ...(result.fx && { fx: result.fx }) };
  const { ok, err, left, st } = result;
  return { ok, err, ...(left !== undefined && { left }), ...(st && { st }) };
}

/** What a person has to do: define a PIN, enter their PIN, or neither. */
export type PinState = 'define' | 'ask' | 'none';

/** Refuses with a code and nothing else. */
export function deny(err: AnswerCode): Denied {
  return { ok: false, err };
}
