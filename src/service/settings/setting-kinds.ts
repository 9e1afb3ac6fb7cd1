/**
 * Kinds of settings: what fits, how it is kept in a column, and how the documents describe it.
 * @module
 */
import * as v from 'valibot';
import * as fields from '../fields.js';

/** What all settings of one kind have in common. */
export interface SettingKind<Value, Cell> {
  /** Reads a value that an administrator gives. */
  readonly given: v.GenericSchema<Value>;
  /** Reads a value as the admin API shows it. */
  readonly shown: v.GenericSchema<Value>;
  toCell(value: Value): Cell;
  toValue(cell: Cell): Value;
  /** Markdown: which values there are, after the default. */
  describe(usual: string): string;
  /** Markdown of one value. */
  print(value: Value): string;
}

/** Text of 1 to `max` characters. */
export function text(max: number): SettingKind<string, string> {
  return {
    given: fields.text(max),
    shown: v.string(),
    toCell: (value) => value,
    toValue: (cell) => cell,
    describe: (usual) => `${usual} (1 to ${max} characters)`,
    print: (value) => `\`${value}\``,
  };
}

/** Whole numbers within a range. */
export interface IntegerKind extends SettingKind<number, number> {
  readonly min: number;
  readonly max: number;
}

/** A whole number within a range. */
export function integer(min: number, max: number): IntegerKind {
  return {
    min,
    max,
    given: fields.integer(min, max),
    shown: v.pipe(v.number(), v.integer()),
    toCell: (value) => value,
    toValue: (cell) => cell,
    describe: (usual) => `${usual} (${grouped(min)} to ${grouped(max)})`,
    print: grouped,
  };
}

/** One of some values. */
export function oneOf<const T extends string>(...values: readonly T[]): SettingKind<T, T> {
  return {
    given: fields.oneOf(...values),
    shown: v.picklist(values),
    toCell: (value) => value,
    toValue: (cell) => cell,
    describe: (usual) => {
      const others = values.map((value) => `\`${value}\``).filter((value) => value !== usual);
      return [usual, ...others].join(', ');
    },
    print: (value) => `\`${value}\``,
  };
}

/** True or false, kept as 1 or 0. */
export const flag: SettingKind<boolean, number> = {
  given: fields.flag,
  shown: v.boolean(),
  toCell: Number,
  toValue: (cell) => cell === 1,
  describe: (usual) => (usual === 'true' ? 'true, false' : 'false, true'),
  print: String,
};

/** A list of up to `max` texts, stored as JSON without duplicates. Empty only with `mayBeEmpty`. */
export function list(
  item: v.GenericSchema<string>,
  { noun, max, mayBeEmpty = false }: { noun: string; max: number; mayBeEmpty?: boolean },
): SettingKind<readonly string[], string> {
  const size = mayBeEmpty ? `at most ${max}` : `1 to ${max}`;
  const message = `a list of ${size} ${noun}`;
  return {
    given: mayBeEmpty ? fields.listOrNone(item, max, message) : fields.list(item, max, message),
    shown: v.array(v.string()),
    toCell: (values) => JSON.stringify([...new Set(values)]),
    // The column holds what `toCell` has written.
    toValue: (cell) => JSON.parse(cell) as string[],
    describe: (usual) => `${usual} (${size})`,
    print: (values) => (values.length ? values.join(', ') : 'none'),
  };
}

/** Digits in groups of three, from five digits on. */
function grouped(value: number): string {
  return value < 10_000 ? String(value) : value.toLocaleString('en').replaceAll(',', ' ');
}
