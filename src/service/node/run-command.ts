/**
 * Does one piece of administration on the data folder, beside a running service or without one.
 * @module
 */
import * as v from 'valibot';
import { monotoneClock } from '../domain/clock.js';
import { signingKey } from '../domain/keys/key-ring.js';
import { describeIssue } from '../schema-issue.js';
import { entriesOf, flagOf, plainType, type Command } from './commands.js';
import { openDatabase } from './data-folder.js';
import { jsonLog } from './json-log.js';
import { nodeHashes } from './node-hashes.js';
import { openExistingKeys, rotateSigningKeyFile } from './key-files.js';
import { parseFlags, type Flags } from './parse-flags.js';
import { SettingError } from './setting-error.js';

/** What a command has to say. */
export interface Said {
  /** JSON. */
  readonly output: string;
  /** A sentence about what it does not say. */
  readonly hint?: string | undefined;
}

/**
 * Runs a command.
 *
 * What it writes into the audit trail goes to standard error as log lines, as it does in the service.
 *
 * @throws {SettingError} for flags that are unknown, missing or malformed, or a folder without a service.
 * @throws {Refusal} when the rules refuse it.
 */
export async function runCommand(
  command: Command,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Said> {
  const { flags, subject } = parse(command, args);
  const { data, ...given } = flags;
  const values = fit(command, given);
  const folder = dataFolder(data, environment);
  const keys = await openExistingKeys(folder);
  const store = await openDatabase(folder);
  try {
    const log = jsonLog(process.stderr);
    const clock = monotoneClock();
    const context = { store, keys, hashes: nodeHashes, clock, log, publicUrl: keys.iss };
    const { result, next } = await command.run(context, values as never, subject);
    return { output: JSON.stringify(result ?? {}, null, 2), hint: next && hintOf(next) };
  } finally {
    await store.close();
  }
}

function hintOf(next: object): string {
  const flags = Object.entries(next).map(([member, value]) => `--${flagOf(member)} ${value}`);
  return `There are more: the same with ${flags.join(' ')} lists the next ones.`;
}

/**
 * Replaces the signing key of the data folder; resolves with the id of the new one.
 * @throws {SettingError} as {@link runCommand}.
 */
export async function rotateKey(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const { values } = parseFlags(args, { data: { type: 'string' } });
  const folder = dataFolder(values['data'], environment);
  const ring = await rotateSigningKeyFile(folder, monotoneClock().now());
  return JSON.stringify({ kid: signingKey(ring).kid }, null, 2);
}

function dataFolder(
  given: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  return String(given ?? (environment['NEON_DATA'] || './neon-data'));
}

function parse(
  { name, schema, subject }: Command,
  args: readonly string[],
): { flags: Record<string, unknown>; subject: string } {
  const entries = Object.entries(entriesOf(schema));
  const options: Flags = { data: { type: 'string' } };
  for (const [member, one] of entries) options[flagOf(member)] = flagType(one);
  const { values, rest } = parseFlags(args, options, subject !== undefined);
  if (subject !== undefined && rest.length !== 1) {
    throw new SettingError(`neon-service ${name} needs <${subject}>.`);
  }
  const flags = entries.map(([member, one]) => [member, toValue(one, values[flagOf(member)])]);
  const present = flags.filter(([, value]) => value !== undefined);
  return {
    flags: { ...Object.fromEntries(present), data: values['data'] },
    subject: rest[0] ?? '',
  };
}

function fit({ schema }: Command, given: Record<string, unknown>): object {
  const result = v.safeParse(schema, given, { abortEarly: true });
  if (result.success) return result.output;
  throw new SettingError(
    describeIssue(result.issues[0], (path) => `--${flagOf(path.split('.')[0]!)}`),
  );
}

function flagType(schema: v.GenericSchema): Flags[string] {
  const type = plainType(schema);
  if (type === 'boolean') return { type };
  return { type: 'string', multiple: type === 'array' };
}

/** Numbers are typed as text; what is no number stays text and is refused by the schema. */
function toValue(schema: v.GenericSchema, value: unknown): unknown {
  return plainType(schema) === 'number' && /^\d+$/.test(String(value)) ? Number(value) : value;
}
