/**
 * Readers for JSON from outside: each turns `unknown` into a typed value or throws {@link MalformedError}.
 *
 * The error names the path of the offending member, never its value: the value may be a secret.
 *
 * Functions that make a reader are marked as free of side effects, so that bundlers drop the service's readers from
 * pages.
 * @module
 */
import { fromBase64Url, type Bytes } from '../crypto/bytes.js';

/** Turns a value from outside into a `T`; `path` says where in the message it stood. */
export type Reader<T> = (value: unknown, path: string) => T;

/** The type that a reader returns. */
export type ReadBy<R> = R extends Reader<infer T> ? T : never;

/** A message that does not have the required form. */
export class MalformedError extends Error {
  override readonly name = 'MalformedError';
  /** Path of the offending member, such as `$.items[2].n`. */
  readonly path: string;

  constructor(path: string) {
    super(`malformed message at ${path}`);
    this.path = path;
  }
}

type Shape = Readonly<Record<string, Reader<unknown>>>;
type Members<S extends Shape> = { readonly [K in keyof S]: ReadBy<S[K]> };

/** Any JSON value, for a member that a later reader will read. */
export const anything: Reader<unknown> = (value) => value;

/** A string of at most `max` UTF-16 code units that matches `pattern`. */
/* @__NO_SIDE_EFFECTS__ */
export const string =
  (pattern = /^/, max = 4096): Reader<string> =>
  (value, path) =>
    typeof value === 'string' && value.length <= max && pattern.test(value) ? value : fail(path);

/** A safe integer from `min` to `max`. */
/* @__NO_SIDE_EFFECTS__ */
export const integer =
  (min = 0, max = Number.MAX_SAFE_INTEGER): Reader<number> =>
  (value, path) =>
    Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max
      ? (value as number)
      : fail(path);

export const boolean: Reader<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : fail(path);

/** One of the given values. */
/* @__NO_SIDE_EFFECTS__ */
export const oneOf =
  <const T extends string | number | boolean>(...values: readonly T[]): Reader<T> =>
  (value, path) =>
    values.includes(value as T) ? (value as T) : fail(path);

/** Canonical base64url of exactly `length` bytes, as bytes. */
/* @__NO_SIDE_EFFECTS__ */
export const bytes =
  (length: number): Reader<Bytes> =>
  (value, path) => {
    try {
      const decoded = fromBase64Url(value as string);
      if (decoded.length === length) return decoded;
    } catch {
      // Not a string, or not base64url: refused below.
    }
    return fail(path);
  };

/** Canonical base64url of exactly `length` bytes, kept as text: an identifier. */
/* @__NO_SIDE_EFFECTS__ */
export const id =
  (length: number): Reader<string> =>
  (value, path) => {
    bytes(length)(value, path);
    return value as string;
  };

/** An array of at most `max` items. */
/* @__NO_SIDE_EFFECTS__ */
export const array =
  <T>(item: Reader<T>, max: number): Reader<readonly T[]> =>
  (value, path) =>
    Array.isArray(value) && value.length <= max
      ? value.map((element, index) => item(element, `${path}[${index}]`))
      : fail(path);

/** A member that may be absent; `null` is not absent. */
/* @__NO_SIDE_EFFECTS__ */
export const optional =
  <T>(reader: Reader<T>): Reader<T | undefined> =>
  (value, path) =>
    value === undefined ? undefined : reader(value, path);

/** An object of a reply: members that it does not name are ignored. */
/* @__NO_SIDE_EFFECTS__ */
export const object =
  <S extends Shape>(shape: S): Reader<Members<S>> =>
  (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(path);
    return Object.fromEntries(
      Object.entries(shape).map(([name, read]) => [
        name,
        read(Object.hasOwn(value, name) ? (value as Shape)[name] : undefined, `${path}.${name}`),
      ]),
    ) as Members<S>;
  };

/** An object of a request: any member that it does not name is refused. */
/* @__NO_SIDE_EFFECTS__ */
export const exactly =
  <S extends Shape>(shape: S): Reader<Members<S>> =>
  (value, path) => {
    const members = object(shape)(value, path);
    const unknown = Object.keys(value as object).find((name) => !Object.hasOwn(shape, name));
    return unknown === undefined ? members : fail(`${path}.${unknown.slice(0, 32)}`);
  };

/** One of several objects, told apart by the value of member `tag`. */
/* @__NO_SIDE_EFFECTS__ */
export const variant =
  <K extends string, V extends Readonly<Record<string, Reader<unknown>>>>(
    tag: K,
    variants: V,
  ): Reader<ReadBy<V[keyof V]>> =>
  (value, path) => {
    const member = object({ [tag]: anything })(value, path)[tag];
    // An object may have no text.
    const key = typeof member === 'object' ? '' : String(member);
    return Object.hasOwn(variants, key)
      ? (variants[key]!(value, path) as ReadBy<V[keyof V]>)
      : fail(`${path}.${tag}`);
  };

function fail(path: string): never {
  throw new MalformedError(path);
}
