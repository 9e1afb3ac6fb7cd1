/**
 * What a call of the core is refused with.
 * @module
 */
import { NeonError, type NeonErrorCode } from '../../../src/index.js';

/** The `NeonError` that a promise is rejected with; fails when it is fulfilled or rejected otherwise. */
export async function rejection(promise: Promise<unknown>): Promise<NeonError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof NeonError) return error;
    throw error;
  }
  throw new Error('fulfilled, but a refusal was expected');
}

/** The code that a promise is rejected with. */
export async function rejectionCode(promise: Promise<unknown>): Promise<NeonErrorCode> {
  return (await rejection(promise)).code;
}
