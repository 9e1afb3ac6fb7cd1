/**
 * Lists of values in conditions.
 * @module
 */

/** `in ()` is no SQL; no alias and no hash is empty. */
export function atLeastOne(values: readonly string[]): readonly string[] {
  return values.length ? values : [''];
}
