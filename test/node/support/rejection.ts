/**
 * What a call of the core is refused with.
 */
import assert from 'node:assert/strict';
import { NeonError } from '../../../src/errors.js';

/** Checks that a promise is rejected with a `NeonError` of a code. */
export async function assertRejected(promise: Promise<unknown>, code: string): Promise<void> {
  await assert.rejects(promise, (error: unknown) => {
    assert.ok(error instanceof NeonError, String(error));
    assert.equal(error.code, code);
    return true;
  });
}
