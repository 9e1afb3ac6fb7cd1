/**
 * Records as people see them: by login, and with a state.
 * @module
 */
import type { Account } from './client.js';
import type { Run } from './run.js';
import type { TokenRecord, TokenStore } from './context.js';
import { seldom } from './seldom.js';

/** An outcome not known for this long is shown as such, in milliseconds; before, it may just be on its way. */
const onItsWay = 20_000;

/** Enrolments that count: activated, and not replaced by a newer one of the same user. */
export async function enrolments(store: TokenStore): Promise<TokenRecord[]> {
  return (await store.records()).filter(({ state, obsolete }) => state === 'active' && !obsolete);
}

/** The same with their last known state, and activations whose outcome has been unknown for a while. */
export async function accounts({ store, clock, session: { hello } }: Run): Promise<Account[]> {
  const now = clock.wall();
  return (await store.records())
    .filter((record) => !record.obsolete && (record.state === 'active' || isOverdue(record, now)))
    .map((record) => ({ ...accountOf(record, now), pinKind: hello?.policy.kind }));
}

/**
 * Finds the enrolment of a login, however it is written. Where there is none, what became of an activation whose answer
 * was lost is found out first.
 * @throws {NeonError} `USER_ENTRY_DOES_NOT_EXIST` when the login is not enrolled here; when the service cannot be asked.
 */
export async function enrolmentOf(run: Run, login: string): Promise<TokenRecord> {
  const record = (await enrolments(run.store)).find((one) => isSameLogin(one, login));
  return record ?? (await seldom()).lateEnrolmentOf(run, login);
}

/** Tells whether a person can sign in with an enrolment, as far as is known. */
export function isUsable({ mark, st, usr }: TokenRecord): boolean {
  return !mark && st === 'active' && usr !== 'deleted';
}

function isOverdue({ pend }: TokenRecord, now: number): boolean {
  return pend !== null && Math.abs(now - pend.at) > onItsWay;
}

function accountOf(record: TokenRecord, now: number): Omit<Account, 'pinKind'> {
  const { login, name: tokenName, left, need } = record;
  return {
    login,
    tokenName,
    left: left ?? undefined,
    factor: need?.f,
    takesBioKey: !!need?.biop,
    hasBioKey: !!need?.bio,
    ...stateOf(record, now),
  };
}

function stateOf(record: TokenRecord, now: number): Pick<Account, 'state' | 'help'> {
  const { mark, usr, st, left, sk, wk } = record;
  const keysLost = !(sk as CryptoKey | null) || !(wk as CryptoKey | null);
  if (mark || keysLost || usr === 'deleted') return { state: 'lost', help: 're-enrol' };
  if (isOverdue(record, now)) return { state: 'unresolved', help: 'go-online' };
  if (usr === 'disabled') return { state: 'disabled', help: 'administrator' };
  if (st !== 'active') return { state: st, help: 'unlock-code' };
  if (usr === 'blocked') {
    // Without a number of tries there are none, not even with an unlock code.
    return { state: 'user-blocked', help: left === null ? 'reset-code' : 'unlock-code' };
  }
  return { state: 'active', help: 'none' };
}

/** Tells whether a record is of a login, however that is written. */
export function isSameLogin(record: Pick<TokenRecord, 'login'>, login: string): boolean {
  return fold(record.login) === fold(login);
}

function fold(login: string): string {
  return login.trim().normalize('NFKC').toLowerCase();
}
