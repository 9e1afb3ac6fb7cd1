/**
 * What follows from a table of settings: columns, schemas, and the table in the documentation.
 * @module
 */
import * as v from 'valibot';
import type { SettingKind } from './setting-kinds.js';

/** One setting. */
export interface Setting {
  /** Column of the database. */
  readonly column: string;
  readonly kind: SettingKind<unknown, unknown>;
  /**
   * Default. `null`: the column stays empty. Absent: the administrator must give a value, or, with `otherwise`, the
   * code that creates the row computes one.
   */
  readonly default?: unknown;
  /** Markdown: what holds where no value is given, if that is more than one constant. */
  readonly otherwise?: string;
  /** Cannot be given at creation: the default is the first value. */
  readonly onlyChanged?: boolean;
  /** Markdown for administrators: what it is for. */
  readonly sentence: string;
}

/** Settings by the name that the admin API and, with dashes, the command line know them by. */
export type SettingTable = Readonly<Record<string, Setting>>;

/** Value of a setting. */
export type ValueOf<S extends Setting> =
  S['kind'] extends SettingKind<infer Value, infer _Cell> ? Value : never;

type CellOf<S extends Setting> =
  | (S['kind'] extends SettingKind<infer _Value, infer Cell> ? Cell : never)
  | (S extends { default: null } ? null : never);

/** Settings as an administrator gives them: what is left out keeps its value, or gets its default. */
export type GivenSettings<T extends SettingTable> = {
  readonly [K in keyof T]?: ValueOf<T[K]> | undefined;
};

/** Settings as they are shown. */
export type ShownSettings<T extends SettingTable> = { readonly [K in keyof T]: ValueOf<T[K]> };

/** The columns of all settings. */
export type SettingColumns<T extends SettingTable> = {
  -readonly [K in keyof T as T[K]['column']]: CellOf<T[K]>;
};

/** Settings as a row holds them. */
export type KeptSettings<T extends SettingTable> = {
  readonly [K in keyof T]: ValueOf<T[K]> | (T[K] extends { default: null } ? undefined : never);
};

type OptionalMember<S extends Setting> = v.OptionalSchema<v.GenericSchema<ValueOf<S>>, undefined>;

type CreationMembers<T extends SettingTable> = {
  readonly [K in keyof T as T[K] extends { onlyChanged: true } ? never : K]: T[K] extends
    | { default: unknown }
    | { otherwise: string }
    ? OptionalMember<T[K]>
    : v.GenericSchema<ValueOf<T[K]>>;
};

type ChangeMembers<T extends SettingTable> = { readonly [K in keyof T]: OptionalMember<T[K]> };

type ShownMembers<T extends SettingTable> = {
  readonly [K in keyof T]: v.GenericSchema<ValueOf<T[K]>>;
};

type DefaultColumns<T extends SettingTable> = {
  [K in keyof T as T[K] extends { default: unknown } ? T[K]['column'] : never]: CellOf<T[K]>;
};

type GivenColumns<T extends SettingTable, G> = {
  [K in keyof G as K extends keyof T ? T[K]['column'] : never]: K extends keyof T
    ? CellOf<T[K]>
    : never;
};

/** Columns of a row that is made, except those of settings without a constant default. */
export function defaultColumns<const T extends SettingTable>(table: T): DefaultColumns<T> {
  const cells = Object.values(table).flatMap(({ column, kind, default: usual }) =>
    usual === undefined ? [] : [[column, usual === null ? null : kind.toCell(usual)]],
  );
  // Built from the table that the type is derived from.
  return Object.fromEntries(cells) as DefaultColumns<T>;
}

/** The columns that given settings concern. */
export function toColumns<const T extends SettingTable, const G extends GivenSettings<T>>(
  table: T,
  given: G,
): GivenColumns<T, G> {
  const cells = Object.entries(table).flatMap(([name, { column, kind }]) =>
    given[name] === undefined ? [] : [[column, kind.toCell(given[name])]],
  );
  // As above.
  return Object.fromEntries(cells) as GivenColumns<T, G>;
}

/** The settings in a row. A column without a value is undefined. */
export function toSettings<const T extends SettingTable>(
  table: T,
  row: SettingColumns<T>,
): KeptSettings<T> {
  const cells: Readonly<Record<string, unknown>> = row;
  const values = Object.entries(table).map(([name, { column, kind }]) => {
    const cell = cells[column];
    return [name, cell === null ? undefined : kind.toValue(cell)];
  });
  // As above.
  return Object.fromEntries(values) as KeptSettings<T>;
}

/** Members of a request that makes what has these settings. */
export function creationMembers<const T extends SettingTable>(table: T): CreationMembers<T> {
  const members = Object.entries(table)
    .filter(([, { onlyChanged }]) => !onlyChanged)
    .map(([name, setting]) => {
      const { given } = setting.kind;
      return [name, isNeeded(setting) ? given : v.optional(given)];
    });
  // As above.
  return Object.fromEntries(members) as CreationMembers<T>;
}

/** Members of a request that changes settings. */
export function changeMembers<const T extends SettingTable>(table: T): ChangeMembers<T> {
  const members = Object.entries(table).map(([name, { kind }]) => [name, v.optional(kind.given)]);
  // As above.
  return Object.fromEntries(members) as ChangeMembers<T>;
}

/** Members of an answer that shows settings. */
export function shownMembers<const T extends SettingTable>(table: T): ShownMembers<T> {
  const members = Object.entries(table).map(([name, { kind }]) => [name, kind.shown]);
  // As above.
  return Object.fromEntries(members) as ShownMembers<T>;
}

/** The table for administrators, in Markdown. */
export function describeSettings(table: SettingTable): string {
  const rows = Object.entries(table).map(([name, setting]) => {
    const { kind, default: usual, otherwise, sentence } = setting;
    const shown = otherwise ?? (isNeeded(setting) ? 'needed' : kind.print(usual));
    return `| \`${name}\` | ${kind.describe(shown)} | ${sentence} |`;
  });
  return ['| Setting | Values, default first | |', '|---|---|---|', ...rows].join('\n');
}

function isNeeded({ default: usual, otherwise }: Setting): boolean {
  return usual === undefined && otherwise === undefined;
}
