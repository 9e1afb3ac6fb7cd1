/**
 * What an operation has brought, if the service still had it.
 * @module
 */
import { NeonError } from '../errors.js';
import type { Executed } from './ratchet.js';

/**
 * The result of an operation that succeeded, not read yet.
 * @throws {NeonError} `RESULT_EXPIRED` when the answer was lost and the service no longer has it.
 */
export function outOf({ answer }: Executed): unknown {
  if (answer?.ok) return answer.out;
  throw new NeonError('RESULT_EXPIRED');
}
