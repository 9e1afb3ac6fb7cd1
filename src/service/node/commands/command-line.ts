/**
 * The command line: starts the service, or runs one command in its data folder.
 * @module
 */
import { Refusal } from '../../domain/refusal.js';
import { BusyError } from '../../store/busy-error.js';
import { UnavailableError } from '../../store/unavailable-error.js';
import { UnknownOutcomeError } from '../../store/unknown-outcome-error.js';
import type { Command } from './command.js';
import { flagOf, readArguments, usageOf } from './command-flags.js';
import { commands, findCommand } from './commands.js';
import { readDatabaseAddress } from '../data/database-url.js';
import { codeOf } from '../error-code.js';
import { OperationalError } from '../operational-error.js';
import { SettingError } from '../setting-error.js';
import { dataFolder, processFlags, readSettings } from '../process-settings.js';
import { startService } from '../running-service.js';

type Environment = Readonly<Record<string, string | undefined>>;

const unknown = 'There is no such command: "neon-service help" lists them all.';

const busy = 'The database is busy: another process holds it. Nothing was done.';

const unavailable = ({ message }: UnavailableError) =>
  `The database cannot keep anything now: ${message}. Nothing was done.`;

const unknownOutcome =
  'The database was lost while it was asked to keep the outcome: look whether it was done.';

/** How long the last lines of the log may take to be read, in milliseconds. */
const logPatience = 2_000;

const signals = ['SIGTERM', 'SIGINT'] as const;

/**
 * Starts the service or runs the command that the arguments name.
 *
 * @returns the exit code: 0 for success, 1 for a refusal, 2 for wrong arguments or settings.
 */
export async function runCommandLine(
  args: readonly string[],
  environment: Environment,
): Promise<number> {
  // A reader that has gone away ends nothing.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  // Only the owner may read database, keys and logs, whatever folder they are in.
  process.umask(0o077);
  if (['help', '--help', '-h'].includes(args[0] ?? '')) {
    console.log(usage());
    return 0;
  }
  try {
    const found = findCommand(args);
    if (found) await runCommand(found.command, found.rest, environment);
    else if (isCommand(args[0])) throw new SettingError(unknown);
    else await serve(args, environment);
    return 0;
  } catch (error) {
    if (error instanceof SettingError) return complain(error.message, 2);
    if (error instanceof Refusal) return complain(error.message, 1);
    if (error instanceof OperationalError) return complain(error.message, 1);
    if (error instanceof BusyError) return complain(busy, 1);
    if (error instanceof UnavailableError) return complain(unavailable(error), 1);
    if (error instanceof UnknownOutcomeError) return complain(unknownOutcome, 1);
    throw error;
  }
}

function isCommand(first: string | undefined): boolean {
  return first !== undefined && !first.startsWith('-');
}

/** Runs the service until a signal asks it to stop; a second signal stops it at once. */
async function serve(args: readonly string[], environment: Environment): Promise<void> {
  const database = await readDatabaseAddress(environment);
  const settings = { ...readSettings(args, environment), database };
  let refresh = async () => {};
  // Before the start, so that a signal during the start is handled too.
  const asked = new Promise<void>((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
  process.on('SIGHUP', () => void refresh());
  process.stdout.once('error', ({ code }: NodeJS.ErrnoException) => {
    console.error(`The log cannot be written: ${code}. The service goes on.`);
  });
  const service = await startService(settings);
  ({ refresh } = service);
  await asked;
  for (const signal of signals) process.once(signal, () => process.exit(1));
  await service.close();
  // A log whose reader stands still would keep the process for ever.
  setTimeout(() => process.exit(0), logPatience).unref();
  for (const signal of [...signals, 'SIGHUP']) process.removeAllListeners(signal);
}

async function runCommand(
  command: Command,
  args: readonly string[],
  environment: Environment,
): Promise<void> {
  const { values, subject, data } = readArguments(command, args);
  const database = await readDatabaseAddress(environment);
  const place = { folder: data ?? dataFolder(environment), database };
  const { result, next } = await command.run(place, values, subject);
  await print(JSON.stringify(result ?? {}, null, 2));
  // On standard error, so that the output stays JSON.
  if (next) console.error(hintOf(next));
}

/**
 * Prints the result, which may be a code or key that is shown only once.
 * @throws {OperationalError}
 */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${text}\n`, (error) => {
      if (!error) return resolve();
      const code = codeOf(error) ?? 'unknown reason';
      reject(
        new OperationalError(`The command is done, but its result cannot be printed: ${code}.`),
      );
    });
  });
}

function hintOf(next: object): string {
  const flags = Object.entries(next).map(([member, value]) => `--${flagOf(member)} ${value}`);
  return `There are more: the same with ${flags.join(' ')} lists the next ones.`;
}

/** Describes the whole command line, for a person at a terminal. */
function usage(): string {
  return [
    `neon-service ${processFlags.slice(0, 4).join(' ')}`,
    `             ${processFlags.slice(4).join(' ')}`,
    '  starts the service. Each flag can be given as a variable too: NEON_PORT, NEON_DATA …',
    '  The admin key is a variable only, NEON_ADMIN_KEY; without it one is made in the data folder.',
    '  DATABASE_URL, or a file that DATABASE_URL_FILE names, says which PostgreSQL has the data, if one has;',
    '  commands take it too.',
    '  SIGTERM ends it when running requests are answered. SIGHUP makes it take over at once',
    '  replaced keys and certificates, for which it looks every minute.',
    '',
    'Administration, in the data folder that --data or NEON_DATA names:',
    ...commands.map((command) => `  ${usageOf(command)}`),
  ].join('\n');
}

function complain(sentence: string, code: number): number {
  console.error(sentence);
  return code;
}
