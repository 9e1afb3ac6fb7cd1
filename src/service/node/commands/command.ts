/**
 * A command of the command line: what it takes, and what it does in a data folder.
 * @module
 */
import * as v from 'valibot';
import type { AdminRoute } from '../../admin-api/admin-route.js';
import type { ServiceContext } from '../../service-context.js';
import { auditedTransaction } from '../../domain/audit/audit-trail.js';
import { ServiceClock } from '../../domain/clock.js';
import { BusyError } from '../../store/busy-error.js';
import { UnknownOutcomeError } from '../../store/unknown-outcome-error.js';
import { makeDatabase, openExistingData, type OpenDatabase } from '../data/data-folder.js';
import type { DataPlace } from '../data/database-place.js';
import { jsonLog } from '../json-log.js';
import { nodeHashes } from '../node-hashes.js';
import { OperationalError } from '../operational-error.js';

/** Who acts, in the audit trail. */
export const actor = 'command-line';

/** One command. */
export interface Command {
  /** Such as `user add`. */
  readonly name: string;
  /** Name of the argument without a flag, if there is one. */
  readonly subject?: string | undefined;
  /** A member for each flag. */
  readonly schema: v.GenericSchema;
  /**
   * @param place of the data.
   * @param values by member of the schema. They fit.
   */
  run(place: DataPlace, values: object, subject: string): Promise<CommandResult>;
}

/** What came of a command. */
export interface CommandResult {
  /** To be printed as JSON. */
  readonly result: unknown;
  /** Members of the schema that ask for the next part of what was listed, when there is one. */
  readonly next?: object | undefined;
}

/**
 * Makes the command that does what a route of the administrator does, with the same members as flags.
 * @param list the member of the answer that is printed when the route lists something; all of it when left out.
 */
export function commandOfRoute(name: string, route: AdminRoute, list?: string): Command {
  const [, parameter] = /\{(\w+)\}/.exec(route.path) ?? [];
  return {
    name,
    subject: parameter === 'mac' ? 'macId' : parameter,
    schema: route.body ?? route.query ?? v.strictObject({}),
    run: (place, values, subject) =>
      withService(place, async (context) => {
        const params = parameter === undefined ? {} : { [parameter]: subject };
        const answer = await route.run({ context, actor }, { params, query: values, body: values });
        if (list === undefined) return { result: answer };
        const { [list]: result, next } = v.parse(listAnswer, answer);
        return { result, next };
      }),
  };
}

/** Answers that list something in parts. */
const listAnswer = v.looseObject({ next: v.optional(v.looseObject({})) });

/**
 * Opens the service in a data folder, beside a running one or without one, for as long as `work` takes.
 *
 * What is written into the audit trail meanwhile goes to standard error as log lines, as it does in the service.
 *
 * @throws {SettingError} for a folder without a service, or whose database does not belong to its keys.
 */
export async function withService<T>(
  place: DataPlace,
  work: (context: ServiceContext) => Promise<T>,
): Promise<T> {
  const clock = new ServiceClock();
  return withData(await openExistingData(place, clock.now()), clock, work);
}

/**
 * The error of a command that has done its work while its entry of the audit trail failed.
 * @param done begins the sentence.
 */
export function entryFailed(done: string, error: unknown): OperationalError {
  if (error instanceof UnknownOutcomeError) {
    return new OperationalError(
      `${done}. Look whether the audit trail has an entry about it: ${error.message}.`,
    );
  }
  return new OperationalError(
    `${done}, but the audit trail has no entry about it: ${reasonOf(error)}.`,
  );
}

function reasonOf(error: unknown): string {
  if (error instanceof BusyError) return 'the database is busy';
  return error instanceof Error ? error.message : 'unknown reason';
}

/** Makes an empty database for the keys of a data folder whose database is lost. */
export const databaseNew: Command = {
  name: 'database new',
  schema: v.strictObject({}),
  run: async (place) => {
    const clock = new ServiceClock();
    return withData(await makeDatabase(place, clock.now()), clock, async (context) => {
      const { iss } = context.keys;
      await auditedTransaction(context, actor, (_, audit) => audit('database.made', iss));
      return { result: {} };
    });
  },
};

async function withData<T>(
  { store, keys }: OpenDatabase,
  clock: ServiceClock,
  work: (context: ServiceContext) => Promise<T>,
): Promise<T> {
  try {
    const log = jsonLog(process.stderr);
    return await work({ store, keys, hashes: nodeHashes, clock, log, publicUrl: keys.iss });
  } finally {
    await store.close();
  }
}
