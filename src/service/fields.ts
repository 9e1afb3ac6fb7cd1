/**
 * Members of requests, as schemas. Their messages complete the sentence "<member> has to be …".
 * @module
 */
import * as v from 'valibot';

/** Text of 1 to `max` characters. */
export function text(max: number) {
  const message = `text of 1 to ${max} characters`;
  return v.pipe(v.string(message), v.minLength(1, message), v.maxLength(max, message));
}

/** A whole number. */
export const whole = v.pipe(v.number(), v.integer());

/** A whole number within a range. */
export function integer(min: number, max: number) {
  const message = `a whole number from ${min} to ${max}`;
  return v.pipe(
    v.number(message),
    v.safeInteger(message),
    v.minValue(min, message),
    v.maxValue(max, message),
  );
}

/** A whole number within a range, given as digits: members of a query are text. */
export function integerText(min: number, max: number) {
  const message = `a whole number from ${min} to ${max}`;
  return v.pipe(
    v.string(message),
    v.regex(/^\d{1,15}$/, message),
    v.transform(Number),
    integer(min, max),
  );
}

/** Text that fits a pattern; the message says what it has to be. */
export function matching(pattern: RegExp, message: string) {
  return v.pipe(v.string(message), v.regex(pattern, message));
}

/** One of some values. */
export function oneOf<const T extends readonly string[]>(...values: T) {
  return v.picklist(values, `one of ${values.join(', ')}`);
}

/** True or false. */
export const flag = v.boolean('true or false');

/** A list of 1 to `max` items; the message says what it has to be. */
export function list<const S extends v.GenericSchema>(item: S, max: number, message: string) {
  return v.pipe(v.array(item, message), v.minLength(1, message), v.maxLength(max, message));
}

/** A list of at most `max` items; the message says what it has to be. */
export function listOrNone<const S extends v.GenericSchema>(item: S, max: number, message: string) {
  return v.pipe(v.array(item, message), v.maxLength(max, message));
}
