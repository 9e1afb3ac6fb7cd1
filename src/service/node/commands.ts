/**
 * What the command line can administer. The same rules and the same schemas as behind the admin API.
 * @module
 */
import type * as v from 'valibot';
import * as requests from '../admin-api/requests.js';
import type { ServiceContext } from '../context.js';
import { createApiKey, listApiKeys, revokeApiKey } from '../domain/tenants/api-keys.js';
import { listAudit } from '../domain/audit/audit-trail.js';
import { verifyAudit } from '../domain/audit/audit-chain.js';
import { issueCode } from '../domain/codes/issued-code.js';
import type { Page } from '../domain/list-page.js';
import { changeService, createService, listServices } from '../domain/tenants/services.js';
import { changeSite, createSite, deleteSite, listSites } from '../domain/tenants/sites.js';
import {
  changeToken,
  listTokens,
  revokeBioKeyOf,
  type TokenAction,
} from '../domain/tokens/token-administration.js';
import { changeUser, createUser, listUsers, type UserAction } from '../domain/people/users.js';

/** Who acts, in the audit trail. */
const actor = 'command-line';

/** One command. */
export interface Command {
  /** Such as `user add`. */
  readonly name: string;
  /** Name of the argument without a flag, if there is one. */
  readonly subject?: string | undefined;
  /** Values by flag: their schema is that of the admin API. */
  readonly schema: v.GenericSchema<unknown, object>;
  run(context: ServiceContext, values: never, subject: string): Promise<Outcome>;
}

/** What came of a command. */
export interface Outcome {
  /** To be printed as JSON. */
  readonly result: unknown;
  /** Members of the schema that ask for the next part of what was listed, when there is one. */
  readonly next?: object | undefined;
}

/** Every command by name. */
export const commands: readonly Command[] = [
  command('service add', requests.newService, (context, values) =>
    createService(context, actor, values),
  ),
  command('service list', requests.noQuery, (context) => listServices(context)),
  command(
    'service set',
    requests.serviceChange,
    (context, values, mac) => changeService(context, actor, mac, values),
    'macId',
  ),
  command('site add', requests.newSite, (context, values) => createSite(context, actor, values)),
  command(
    'site set',
    requests.siteChange,
    (context, values, alias) => changeSite(context, actor, alias, values),
    'alias',
  ),
  command(
    'site delete',
    requests.noQuery,
    (context, _, alias) => deleteSite(context, actor, alias),
    'alias',
  ),
  command('site list', requests.ofOptionalService, (context, { service }) =>
    listSites(context, service),
  ),
  command('user add', requests.newUser, (context, { service, login }) =>
    createUser(context, actor, service, login),
  ),
  listCommand('user list', requests.partOfServiceOrLogin, listUsers),
  ...(['unblock', 'disable', 'enable', 'delete'] as const).map(userCommand),
  command('code new', requests.newCode, (context, values) => issueCode(context, actor, values)),
  listCommand('token list', requests.partOfServiceOrLogin, listTokens),
  ...(['block', 'unblock', 'revoke'] as const).map(tokenCommand),
  command(
    'bio revoke',
    requests.noQuery,
    (context, _, tid) => revokeBioKeyOf(context, actor, tid),
    'tid',
  ),
  command('key new', requests.newKey, (context, values) => createApiKey(context, actor, values)),
  command('key list', requests.ofService, (context, { service }) => listApiKeys(context, service)),
  command(
    'key revoke',
    requests.noQuery,
    (context, _, id) => revokeApiKey(context, actor, id),
    'id',
  ),
  listCommand('audit list', requests.auditQuery, listAudit),
  command('audit verify', requests.auditHead, (context, head) => verifyAudit(context, head)),
];

/** Finds the command that the arguments begin with; undefined when they begin with none. */
export function findCommand(
  args: readonly string[],
): { readonly command: Command; readonly rest: readonly string[] } | undefined {
  const name = args.slice(0, 2).join(' ');
  const found = commands.find((one) => one.name === name);
  return found && { command: found, rest: args.slice(2) };
}

/** What the command line takes, for a person at a terminal. */
export function usage(): string {
  const lines = commands.map(({ name, subject, schema }) => {
    const flags = Object.entries(entriesOf(schema)).map(([member, one]) => {
      const flag = flagOf(member);
      if (plainType(one) === 'boolean') return `[--[no-]${flag}]`;
      return one.type === 'optional' ? `[--${flag} …]` : `--${flag} …`;
    });
    return `  neon-service ${[name, subject && `<${subject}>`, ...flags].filter(Boolean).join(' ')}`;
  });
  return [
    'neon-service [--port N] [--host ADDRESS] [--data DIR] [--public-url URL]',
    '             [--tls-cert FILE --tls-key FILE] [--trusted-proxies LIST]',
    '  starts the service. Each flag can be given as a variable too: NEON_PORT, NEON_DATA …',
    '  The admin key is a variable only, NEON_ADMIN_KEY; without it one is made in the data folder.',
    '  SIGTERM ends it when running requests are answered. SIGHUP makes it take over at once',
    '  replaced keys and certificates, for which it looks every minute.',
    '',
    'Administration, in the data folder that --data or NEON_DATA names:',
    ...lines,
    '  neon-service signing-key rotate',
  ].join('\n');
}

/** The members of a command's schema. */
export function entriesOf(schema: Command['schema']): Readonly<Record<string, v.GenericSchema>> {
  return 'entries' in schema ? (schema.entries as Record<string, v.GenericSchema>) : {};
}

/** The type of a member, optional or not. */
export function plainType(schema: v.GenericSchema): string {
  return 'wrapped' in schema ? plainType(schema.wrapped as v.GenericSchema) : schema.type;
}

/** The flag of a member: `pinMin` is `pin-min`. */
export function flagOf(member: string): string {
  return member.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function command<const S extends v.GenericSchema<unknown, object>>(
  name: string,
  schema: S,
  run: (context: ServiceContext, values: v.InferOutput<S>, subject: string) => Promise<unknown>,
  subject?: string,
): Command {
  return {
    name,
    subject,
    schema,
    run: async (context, values, of) => ({ result: await run(context, values, of) }),
  };
}

/** A command that lists something in parts. */
function listCommand<const S extends v.GenericSchema<unknown, object>>(
  name: string,
  schema: S,
  list: (context: ServiceContext, query: v.InferOutput<S>) => Promise<Page<unknown, object>>,
): Command {
  const run = async (context: ServiceContext, query: v.InferOutput<S>) => {
    const { items, next } = await list(context, query);
    return { result: items, next };
  };
  return { name, schema, run };
}

function userCommand(action: UserAction): Command {
  return command(
    `user ${action}`,
    requests.noQuery,
    (context, _, uid) => changeUser(context, actor, uid, action),
    'uid',
  );
}

function tokenCommand(action: TokenAction): Command {
  return command(
    `token ${action}`,
    requests.noQuery,
    (context, _, tid) => changeToken(context, actor, tid, action),
    'tid',
  );
}
