/** Somebody else held the database for too long. Nothing was done; the same may be tried again. */
export class BusyError extends Error {
  override readonly name = 'BusyError';

  constructor(cause: unknown) {
    super('the database is busy', { cause });
  }
}
