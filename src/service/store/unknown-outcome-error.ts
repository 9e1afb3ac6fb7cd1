/**
 * The connection to the database was lost while a transaction was being committed, so it is not known whether it was.
 * Never tried again here: whoever asked finds out by asking again with the same operation id or idempotency key.
 */
export class UnknownOutcomeError extends Error {
  override readonly name = 'UnknownOutcomeError';

  constructor(cause: unknown) {
    super('the connection to the database was lost during a commit', { cause });
  }
}
