/**
 * The error of circumstances that may pass: another process is in the way, or the disk is full.
 * @module
 */

/** Its message is one sentence for the operator. The process ends with exit code 1. */
export class OperationalError extends Error {
  override readonly name = 'OperationalError';
}
