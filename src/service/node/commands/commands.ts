/**
 * All commands of the command line. Those of the administration do what the routes of the admin API do.
 * @module
 */
import * as v from 'valibot';
import { auditRoutes } from '../../admin-api/audit-routes.js';
import { codeRoutes } from '../../admin-api/code-routes.js';
import { enrolmentRoutes } from '../../admin-api/enrolment-routes.js';
import { eventRoutes } from '../../admin-api/event-routes.js';
import { keyRoutes } from '../../admin-api/key-routes.js';
import { serviceRoutes } from '../../admin-api/service-routes.js';
import { siteRoutes } from '../../admin-api/site-routes.js';
import { tokenRoutes } from '../../admin-api/token-routes.js';
import { userRoutes } from '../../admin-api/user-routes.js';
import { makeAdminKey } from '../keys/admin-key.js';
import { auditCommands } from './audit-commands.js';
import { backupCommands } from './backup-commands.js';
import { commandOfRoute, databaseNew, type Command } from './command.js';
import { keyCommands } from './key-commands.js';

const adminKeyNew: Command = {
  name: 'admin-key new',
  schema: v.strictObject({}),
  run: async () => ({ result: { key: makeAdminKey() } }),
};

/** In the order in which the help lists them. */
export const commands: readonly Command[] = [
  commandOfRoute('service add', serviceRoutes.add),
  commandOfRoute('service list', serviceRoutes.list, 'services'),
  commandOfRoute('service set', serviceRoutes.change),
  commandOfRoute('site add', siteRoutes.add),
  commandOfRoute('site set', siteRoutes.change),
  commandOfRoute('site delete', siteRoutes.remove),
  commandOfRoute('site list', siteRoutes.list, 'sites'),
  commandOfRoute('user add', userRoutes.add),
  commandOfRoute('user list', userRoutes.list, 'users'),
  commandOfRoute('user unblock', userRoutes.unblock),
  commandOfRoute('user disable', userRoutes.disable),
  commandOfRoute('user enable', userRoutes.enable),
  commandOfRoute('user export', userRoutes.export),
  commandOfRoute('user delete', userRoutes.delete),
  commandOfRoute('code new', codeRoutes.issue),
  commandOfRoute('token list', tokenRoutes.list, 'tokens'),
  commandOfRoute('enrolment list', enrolmentRoutes.list, 'enrolments'),
  commandOfRoute('token block', tokenRoutes.block),
  commandOfRoute('token unblock', tokenRoutes.unblock),
  commandOfRoute('token revoke', tokenRoutes.revoke),
  commandOfRoute('bio revoke', tokenRoutes.revokeBioKey),
  commandOfRoute('key new', keyRoutes.add),
  commandOfRoute('key list', keyRoutes.list, 'keys'),
  commandOfRoute('key revoke', keyRoutes.revoke),
  commandOfRoute('event list', eventRoutes.list, 'events'),
  commandOfRoute('audit list', auditRoutes.list, 'entries'),
  commandOfRoute('audit head', auditRoutes.head),
  ...auditCommands,
  ...keyCommands,
  ...backupCommands,
  databaseNew,
  adminKeyNew,
];

/** Finds the command that the arguments begin with; undefined when they begin with none. */
export function findCommand(
  args: readonly string[],
): { readonly command: Command; readonly rest: readonly string[] } | undefined {
  // The name of one word may be followed by anything.
  for (const words of [2, 1]) {
    const name = args.slice(0, words).join(' ');
    const found = commands.find((one) => one.name === name);
    if (found) return { command: found, rest: args.slice(words) };
  }
  return undefined;
}
