/**
 * What a call of the core is refused with.
 */
import assert from 'node:assert/strict';
import { NeonError } from '../../../../src/errors.js';

/** The `NeonError` that a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<NeonError> {
  const error = await promise.then(
    () => assert.fail('fulfilled, but a refusal was expected'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof NeonError, String(error));
  return error;
}

/** Checks that a promise is rejected with a `NeonError` of a code. */
export async function assertRejected(promise: Promise<unknown>, code: string): Promise<void> {
  assert.equal((await rejection(promise)).code, code);
}
