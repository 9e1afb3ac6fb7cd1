/**
 * The flags of commands: one for each member of a command's schema, `--pin-min` for `pinMin`.
 * @module
 */
import type * as v from 'valibot';
import { readBySchema, SchemaMismatch } from '../../schema-mismatch.js';
import type { Command } from './command.js';
import { parseFlags, type Flags } from './flags.js';
import { SettingError } from '../setting-error.js';

/** What the arguments of a command say. */
export interface CommandArguments {
  /** By member of the schema, which they fit. */
  readonly values: object;
  /** Empty for a command that takes none. */
  readonly subject: string;
  /** Value of `--data`, which every command takes. */
  readonly data: string | undefined;
}

/**
 * Reads the arguments of a command.
 * @throws {SettingError} for flags that are unknown, missing or malformed.
 */
export function readArguments(command: Command, args: readonly string[]): CommandArguments {
  const { name, schema, subject } = command;
  const members = Object.entries(membersOf(schema));
  const options: Flags = { data: { type: 'string' } };
  for (const [member, one] of members) options[flagOf(member)] = flagType(one);
  const { values, rest } = parseFlags(args, options, subject !== undefined);
  if (subject !== undefined && rest.length !== 1) {
    throw new SettingError(`neon-service ${name} needs <${subject}>.`);
  }
  const given = members.map(([member, one]) => [member, toValue(one, values[flagOf(member)])]);
  const present = Object.fromEntries(given.filter(([, value]) => value !== undefined)) as object;
  checkValues(schema, present);
  const { data } = values;
  return {
    values: present,
    subject: rest[0] ?? '',
    data: data === undefined ? undefined : String(data),
  };
}

/** How a command is called, for a person at a terminal. */
export function usageOf({ name, subject, schema }: Command): string {
  const flags = Object.entries(membersOf(schema)).map(([member, one]) => {
    const flag = flagOf(member);
    if (plainType(one) === 'boolean') return `[--[no-]${flag}]`;
    return one.type === 'optional' ? `[--${flag} …]` : `--${flag} …`;
  });
  return ['neon-service', name, subject && `<${subject}>`, ...flags].filter(Boolean).join(' ');
}

/** The flag of a member, without dashes in front. */
export function flagOf(member: string): string {
  return member.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function checkValues(schema: Command['schema'], values: object): void {
  try {
    readBySchema(schema, values);
  } catch (error) {
    if (!(error instanceof SchemaMismatch)) throw error;
    throw new SettingError(error.describe((path) => `--${flagOf(path.split('.')[0]!)}`));
  }
}

function membersOf(schema: Command['schema']): Readonly<Record<string, v.GenericSchema>> {
  return 'entries' in schema ? (schema.entries as Record<string, v.GenericSchema>) : {};
}

/** The type of a member, optional or not. */
function plainType(schema: v.GenericSchema): string {
  return 'wrapped' in schema ? plainType(schema.wrapped as v.GenericSchema) : schema.type;
}

function flagType(schema: v.GenericSchema): Flags[string] {
  const type = plainType(schema);
  if (type === 'boolean') return { type };
  return { type: 'string', multiple: type === 'array' };
}

/**
 * Numbers are typed as text; what is no number stays text and is refused by the schema. The items of a list are
 * separated by commas, given by repeated flags, or both.
 */
function toValue(schema: v.GenericSchema, value: unknown): unknown {
  const type = plainType(schema);
  if (type === 'array' && Array.isArray(value)) {
    return value.flatMap((part) => String(part).split(',')).map((item) => item.trim());
  }
  return type === 'number' && /^\d+$/.test(String(value)) ? Number(value) : value;
}
