/**
 * Values that are checked by a schema, and sentences for what does not fit.
 * @module
 */
import * as v from 'valibot';

/** A value does not fit its schema. */
export class SchemaMismatch extends Error {
  override readonly name = 'SchemaMismatch';
  readonly #issue: v.BaseIssue<unknown>;

  constructor(issue: v.BaseIssue<unknown>) {
    super('a value does not fit its schema');
    this.#issue = issue;
  }

  /**
   * Says which member is wrong and what it has to be, never its value, which may be a secret: valibot's own
   * messages quote it.
   *
   * @param nameOf the name by which the reader knows a member.
   */
  describe(nameOf: (path: string) => string = (path) => path): string {
    const path = (v.getDotPath(this.#issue) ?? '').slice(0, 64);
    if (path === '') return 'The body has to be a JSON object.';
    const name = nameOf(path);
    const { type, expected, message } = this.#issue;
    if (type === 'strict_object') {
      return expected === 'never' ? `${name} is not known here.` : `${name} is missing.`;
    }
    return `${name} has to be ${message}.`;
  }
}

/**
 * Reads a value by a schema.
 * @throws {SchemaMismatch} for the first member that does not fit.
 */
export function readBySchema<const S extends v.GenericSchema>(
  schema: S,
  value: unknown,
): v.InferOutput<S> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new SchemaMismatch(result.issues[0]);
}
