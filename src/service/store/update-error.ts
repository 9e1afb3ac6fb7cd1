import type { UnavailableError } from './unavailable-error.js';

/**
 * The database is of an earlier version, and its update could not be kept, such as on a full disk. Nothing remains of the
 * step that failed: the next opening goes on there.
 */
export class UpdateError extends Error {
  override readonly name = 'UpdateError';

  constructor(cause: UnavailableError) {
    super(cause.message, { cause });
  }
}
