/** The database can keep or read nothing now, such as on a full disk. Nothing was done. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';

  /** @param reason for the operator, without any value of a row. */
  constructor(reason: string, cause?: unknown) {
    super(reason, { cause });
  }
}
