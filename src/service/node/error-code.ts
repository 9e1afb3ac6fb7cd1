/**
 * Codes by which Node tells its errors apart.
 * @module
 */

/** The code of an error, such as `ENOENT`, if it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
