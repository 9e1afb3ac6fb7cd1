/**
 * Finding what belongs to a path.
 * @module
 */

/** Values of the parameters in a path. */
export type Params = Readonly<Record<string, string>>;

interface Entry<T> {
  /** Undefined at a parameter, which has any value but an empty one. */
  readonly segments: readonly (string | undefined)[];
  readonly names: readonly string[];
  readonly value: T;
}

/** Values by patterns such as `/users/:uid`. A path without parameters goes first. */
export class PathTable<T> {
  readonly #plain = new Map<string, T>();
  readonly #entries = new Map<string, Entry<T>>();

  /** The value of a pattern, made at its first mention. */
  at(pattern: string, make: () => T): T {
    const known = this.#plain.get(pattern) ?? this.#entries.get(pattern)?.value;
    if (known !== undefined) return known;
    const value = make();
    const parts = pattern.split('/');
    const isParam = (part: string) => part.startsWith(':');
    if (parts.some(isParam)) {
      const segments = parts.map((part) => (isParam(part) ? undefined : part));
      const names = parts.filter(isParam).map((part) => part.slice(1));
      this.#entries.set(pattern, { segments, names, value });
    } else {
      this.#plain.set(pattern, value);
    }
    return value;
  }

  /** Finds the value of the pattern that a path fits. @param path percent-encoded. */
  find(path: string): { value: T; params: Params } | undefined {
    const plain = this.#plain.get(path);
    if (plain !== undefined) return { value: plain, params: {} };
    // A slash that is escaped is part of a segment.
    const parts = path.split('/').map(decode);
    const same = path.includes('%') && !parts.some((part) => part.includes('/'));
    const decoded = same ? this.#plain.get(parts.join('/')) : undefined;
    if (decoded !== undefined) return { value: decoded, params: {} };
    for (const { segments, names, value } of this.#entries.values()) {
      if (!fits(segments, parts)) continue;
      const values = parts.filter((_, index) => segments[index] === undefined);
      return { value, params: Object.fromEntries(names.map((name, i) => [name, values[i]!])) };
    }
    return undefined;
  }
}

function fits(segments: Entry<unknown>['segments'], parts: readonly string[]): boolean {
  if (segments.length !== parts.length) return false;
  return segments.every((segment, index) =>
    segment === undefined ? parts[index] !== '' : segment === parts[index],
  );
}

/** A segment whose escapes are malformed stands for itself. */
function decode(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
