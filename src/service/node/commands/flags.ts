/**
 * Flags of the command line.
 * @module
 */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { SettingError } from '../setting-error.js';

/** Flags by name, as `node:util` describes them. None has a short form. */
export type Flags = NonNullable<ParseArgsConfig['options']>;

/** Parsed arguments. */
export interface Given {
  readonly values: Readonly<Record<string, unknown>>;
  /** Arguments that belong to no flag. */
  readonly rest: readonly string[];
}

/** Ids of users and tokens are base64url, so one in 64 looks like a flag. */
const idLikeFlag = /^-(?:[\w-]{21}|[\w-]{42})$/;

/**
 * Parses arguments.
 * @throws {SettingError} for an unknown flag, a missing or empty value, or an unexpected argument.
 */
export function parseFlags(args: readonly string[], options: Flags, allowRest = false): Given {
  try {
    const { values, positionals } = parseArgs({
      args: withIds(args, options),
      options,
      allowPositionals: allowRest,
      allowNegative: true,
    });
    const empty = Object.entries(values).find(([, value]) => [value].flat().includes(''));
    if (empty) throw new SettingError(`--${empty[0]} is empty.`);
    return { values, rest: positionals };
  } catch (error) {
    if (error instanceof TypeError) throw new SettingError(firstSentence(error.message));
    throw error;
  }
}

/** Joins ids that look like flags to the flag before them, or moves them behind `--`. */
function withIds(args: readonly string[], options: Flags): string[] {
  const flags: string[] = [];
  const ids: string[] = [];
  for (const arg of args) {
    const before = flags.at(-1);
    if (!idLikeFlag.test(arg) || isFlag(arg, options)) flags.push(arg);
    else if (before && takesNext(before, options)) flags.push(`${flags.pop()}=${arg}`);
    else ids.push(arg);
  }
  return ids.length ? [...flags, '--', ...ids] : flags;
}

/** Some flags are as long as an id. */
function isFlag(arg: string, options: Flags): boolean {
  return arg.startsWith('--') && arg.slice(2) in options;
}

function takesNext(flag: string, options: Flags): boolean {
  return options[flag.replace(/^--/, '')]?.type === 'string';
}

/** Later sentences of Node's message are advice for developers. */
function firstSentence(message: string): string {
  return `${message.split(/\.\s/)[0]!.replace(/\.$/, '')}.`;
}
