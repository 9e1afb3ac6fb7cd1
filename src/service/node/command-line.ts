/**
 * The command line: starts the service, or does one piece of administration in its data folder.
 * @module
 */
import { Refusal } from '../domain/refusal.js';
import { BusyError } from '../store/busy-error.js';
import { findCommand, usage } from './commands.js';
import { rotateKey, runCommand, type Said } from './run-command.js';
import { SettingError } from './setting-error.js';
import { readSettings } from './settings.js';
import { startService } from './start.js';

type Environment = Readonly<Record<string, string | undefined>>;

const unknown = 'There is no such command: "neon-service help" lists them all.';

const busy = 'The database is busy: another process holds it. Nothing was done.';

const signals = ['SIGTERM', 'SIGINT'] as const;

/**
 * Does what the arguments say.
 *
 * @returns the exit code: 0, 1 for what was refused, 2 for what was asked wrongly.
 */
export async function runCommandLine(
  args: readonly string[],
  environment: Environment,
): Promise<number> {
  // Database, keys and logs are for the owner alone, whatever folder they are in.
  process.umask(0o077);
  if (['help', '--help', '-h'].includes(args[0] ?? '')) {
    console.log(usage());
    return 0;
  }
  try {
    if (args[0] === 'signing-key' && args[1] === 'rotate') {
      console.log(await rotateKey(args.slice(2), environment));
      return 0;
    }
    const found = findCommand(args);
    if (found) say(await runCommand(found.command, found.rest, environment));
    else if (isCommand(args[0])) throw new SettingError(unknown);
    else await serve(args, environment);
    return 0;
  } catch (error) {
    if (error instanceof SettingError) return complain(error.message, 2);
    if (error instanceof Refusal) return complain(error.message, 1);
    if (error instanceof BusyError) return complain(busy, 1);
    throw error;
  }
}

function isCommand(first: string | undefined): boolean {
  return first !== undefined && !first.startsWith('-');
}

/** Runs the service until it is asked to stop; asked twice, it stops at once. */
async function serve(args: readonly string[], environment: Environment): Promise<void> {
  const settings = readSettings(args, environment);
  let refresh = async () => {};
  // Before the start, so that no signal finds the process without an answer.
  const asked = new Promise<void>((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
  process.on('SIGHUP', () => void refresh());
  const service = await startService(settings);
  ({ refresh } = service);
  await asked;
  for (const signal of signals) process.once(signal, () => process.exit(1));
  await service.close();
  for (const signal of [...signals, 'SIGHUP']) process.removeAllListeners(signal);
}

/** The hint goes where it is in nobody's way who reads the output as JSON. */
function say({ output, hint }: Said): void {
  console.log(output);
  if (hint !== undefined) console.error(hint);
}

function complain(sentence: string, code: number): number {
  console.error(sentence);
  return code;
}
