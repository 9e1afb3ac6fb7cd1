/**
 * Users: the people of a service, as administrators see and change them.
 * @module
 */
import { randomBytes, toBase64Url } from '../../../crypto/bytes.js';
import { isNewLogin, normaliseLogin } from '../../../protocol/login.js';
import type { ServiceContext } from '../../service-context.js';
import { voidOtps } from '../../store/tables/otps.js';
import type { UserTable } from '../../store/schema/schema.js';
import type { Db, Tx } from '../../store/store.js';
import {
  findUserByLogin,
  insertUser,
  listUsers as listUserRows,
  lockUser,
  lockUserByLogin,
  updateUser,
} from '../../store/tables/users.js';
import { auditedTransaction } from '../audit/audit-trail.js';
import { nextAfter, pageOf, rowsOf, type Page, type Part } from '../list-page.js';
import { Refusal } from '../refusal.js';
import { getKnownService } from '../tenants/services.js';
import { needsNewPin } from './pin.js';

/** A user as shown. */
export interface UserView {
  readonly uid: string;
  readonly service: string;
  readonly login: string;
  readonly status: 'active' | 'disabled';
  /** Blocked by wrong PINs. */
  readonly blocked: boolean;
  readonly pinDefined: boolean;
  /** Milliseconds. */
  readonly createdAt: number;
}

/**
 * Makes a user.
 * @throws {Refusal} `MACID_IS_UNKNOWN`, `SETTING_REFUSED` for what cannot be a login, `LOGIN_EXISTS`.
 */
export function createUser(
  context: ServiceContext,
  actor: string,
  service: string,
  login: string,
): Promise<UserView> {
  const normalised = normaliseLogin(login);
  if (normalised === undefined || !isNewLogin(login)) {
    throw new Refusal(
      'SETTING_REFUSED',
      'A login has 1 to 255 characters, none of them invisible, and no emoji.',
    );
  }
  return auditedTransaction(context, actor, async (tx, audit) => {
    const { iterations } = await getKnownService(tx, service);
    const row: UserTable = {
      uid: toBase64Url(randomBytes(16)),
      mac: service,
      login: login.trim(),
      login_norm: normalised,
      status: 'active',
      blocked_at: null,
      pin_v: null,
      vsalt: null,
      usalt: toBase64Url(randomBytes(16)),
      iterations,
      pepper_v: context.keys.pepper.current,
      pin_fails: 0,
      pin_total: 0,
      wrong_pins: 0,
      created: context.clock.now(),
      push_muted_until: null,
    };
    if (!(await insertUser(tx, row))) {
      throw new Refusal('LOGIN_EXISTS', 'The service already has a user of that login.');
    }
    await audit('user.created', row.uid, { service });
    return view(row);
  });
}

/** Whose users or tokens are listed: those of a service, or of one login of it. */
export interface Whose {
  /** macId. */
  readonly service: string;
  readonly login?: string | undefined;
}

/**
 * Users of a service, oldest first; only the one with `login`, if that is given.
 * @throws {Refusal} `MACID_IS_UNKNOWN`.
 */
export async function listUsers(
  { store }: ServiceContext,
  { service, login, after, limit }: Whose & Part,
): Promise<Page<UserView>> {
  await getKnownService(store.read, service);
  const comparable = login === undefined ? undefined : comparableLogin(login);
  const rows = await listUserRows(store.read, service, comparable, rowsOf({ after, limit }));
  return pageOf(rows.map(view), limit, ({ createdAt, uid }) => nextAfter(createdAt, uid));
}

/** What an administrator does to a user. */
export type UserAction = 'unblock' | 'disable' | 'enable';

/**
 * Changes a user's state. Disabling voids live OTPs; tokens and codes stay as they are. Operations are then refused
 * because of the user's state.
 * @throws {Refusal} `USER_ENTRY_DOES_NOT_EXIST`, `USER_IS_NOT_BLOCKED`, `USER_IS_BLOCKED` when only a
 *   code that defines a new PIN helps.
 */
export function changeUser(
  context: ServiceContext,
  actor: string,
  uid: string,
  action: UserAction,
): Promise<UserView> {
  return auditedTransaction(context, actor, async (tx, audit) => {
    const user = await lockKnownUser(tx, uid);
    const change = await changes[action](tx, user, context.clock.now());
    await updateUser(tx, uid, change);
    await audit(`user.${action}`, uid);
    return view({ ...user, ...change });
  });
}

/**
 * Locks a user, who has to exist.
 * @throws {Refusal} `USER_ENTRY_DOES_NOT_EXIST`.
 */
export async function lockKnownUser(tx: Tx, uid: string): Promise<UserTable> {
  return required(await lockUser(tx, uid));
}

/** Locks the user of a login in any spelling; resolves with undefined when there is none. */
export function lockUserOfLogin(
  tx: Tx,
  service: string,
  login: string,
): Promise<UserTable | undefined> {
  return lockUserByLogin(tx, service, comparableLogin(login));
}

/**
 * Locks the user of a login, who has to exist.
 * @throws {Refusal} `USER_ENTRY_DOES_NOT_EXIST`.
 */
export async function lockKnownLogin(tx: Tx, service: string, login: string): Promise<UserTable> {
  return required(await lockUserOfLogin(tx, service, login));
}

/**
 * Reads the user of a login.
 * @throws {Refusal} `USER_ENTRY_DOES_NOT_EXIST`.
 */
export async function getUserOfLogin(db: Db, service: string, login: string): Promise<UserTable> {
  return required(await findUserByLogin(db, service, comparableLogin(login)));
}

/** Normalised login; for invalid text, a value that matches no user. */
function comparableLogin(login: string): string {
  return normaliseLogin(login) ?? '';
}

type UserChange = Partial<Pick<UserTable, 'status' | 'blocked_at' | 'pin_fails'>>;

const changes: Readonly<
  Record<UserAction, (tx: Tx, user: UserTable, now: number) => Promise<UserChange>>
> = {
  async unblock(tx, user) {
    if (user.blocked_at === null) {
      throw new Refusal(
        'USER_IS_NOT_BLOCKED',
        'The user is not blocked. A browser of theirs may be.',
      );
    }
    if (needsNewPin(await getKnownService(tx, user.mac), user)) {
      throw new Refusal(
        'USER_IS_BLOCKED',
        'Too many wrong PINs over time: only a code that defines a new PIN helps.',
      );
    }
    return { blocked_at: null, pin_fails: 0 };
  },

  async disable(tx, { uid }, now) {
    await voidOtps(tx, uid, now);
    return { status: 'disabled' };
  },

  async enable() {
    return { status: 'active' };
  },
};

function required(user: UserTable | undefined): UserTable {
  if (!user) throw new Refusal('USER_ENTRY_DOES_NOT_EXIST', 'There is no such user.');
  return user;
}

function view(row: UserTable): UserView {
  return {
    uid: row.uid,
    service: row.mac,
    login: row.login,
    status: row.status,
    blocked: row.blocked_at !== null,
    pinDefined: row.pin_v !== null,
    createdAt: row.created,
  };
}
