/**
 * Tokens, as administrators list, block, unblock and revoke them.
 * @module
 */
import type { ServiceContext } from '../../service-context.js';
import { voidOtps } from '../../store/tables/otps.js';
import {
  endToken,
  findToken,
  getTokenOfUser,
  listTokens as listTokenRows,
  lockToken,
  updateToken,
  type TokenOfUser,
} from '../../store/tables/tokens.js';
import type { TokenTable } from '../../store/schema/schema.js';
import { auditedTransaction } from '../audit/audit-trail.js';
import { nextAfter, pageOf, rowsOf, type Page, type Part } from '../list-page.js';
import { noBioKey } from '../people/bio-key.js';
import { noPinBlock } from '../people/pin.js';
import { lockKnownUser, getUserOfLogin, type Whose } from '../people/users.js';
import { Refusal } from '../refusal.js';
import { getKnownService } from '../tenants/services.js';
import { holdsSlot, isLocked } from './token-state.js';

/** A token as shown. */
export interface TokenView {
  readonly tid: string;
  readonly uid: string;
  readonly login: string;
  /** Alias of the site that it was enrolled at. */
  readonly alias: string;
  readonly name: string;
  readonly platform: string;
  readonly status: TokenOfUser['status'];
  /** Milliseconds. */
  readonly createdAt: number;
  readonly lastUsedAt: number;
}

/**
 * Tokens of a service, or of one of its users, oldest first. Leaves out provisional tokens, and tokens of
 * deleted users.
 * @throws {Refusal} `MACID_IS_UNKNOWN`, `USER_ENTRY_DOES_NOT_EXIST`.
 */
export async function listTokens(
  { store, clock }: ServiceContext,
  { service, login, after, limit }: Whose & Part,
): Promise<Page<TokenView>> {
  await getKnownService(store.read, service);
  const user = login === undefined ? undefined : await getUserOfLogin(store.read, service, login);
  const rows = await listTokenRows(store.read, service, user?.uid, rowsOf({ after, limit }));
  const tokens = rows.map((row) => view(row, clock.now()));
  return pageOf(tokens, limit, ({ createdAt, tid }) => nextAfter(createdAt, tid));
}

/** What an administrator does to a token. */
export type TokenAction = 'block' | 'unblock' | 'revoke';

/**
 * Blocks or unblocks a token, or ends it for good. Blocking and ending it void the user's live OTPs.
 * @throws {Refusal} `NO_DEVICE_FOUND`, `TOKEN_IS_BLOCKED`, `TOKEN_IS_NOT_BLOCKED`.
 */
export async function changeToken(
  context: ServiceContext,
  actor: string,
  tid: string,
  action: TokenAction,
): Promise<TokenView> {
  const { store, clock } = context;
  const found = await findToken(store.read, tid);
  if (!found) throw unknownToken();

  return auditedTransaction(context, actor, async (tx, audit) => {
    await lockKnownUser(tx, found.uid);
    const locked = await lockToken(tx, tid);
    if (!locked) throw unknownToken();
    const now = clock.now();
    const status = next(locked, action);
    if (status === 'REVOKED') await endToken(tx, tid, status, now);
    else await updateToken(tx, tid, { status, ...noPinBlock });
    if (action !== 'unblock') await voidOtps(tx, found.uid, now);
    await audit(action === 'revoke' ? 'token.revoked' : `token.${action}`, tid, { uid: found.uid });
    return view(await getTokenOfUser(tx, tid), now);
  });
}

/**
 * Revokes the BioKey of a token. It may then register another one, also where the BioKey is the only factor.
 * @throws {Refusal} `NO_DEVICE_FOUND`.
 */
export async function revokeBioKeyOf(
  context: ServiceContext,
  actor: string,
  tid: string,
): Promise<void> {
  const { store } = context;
  const found = await findToken(store.read, tid);
  if (!found) throw unknownToken();
  await auditedTransaction(context, actor, async (tx, audit) => {
    await lockKnownUser(tx, found.uid);
    const locked = await lockToken(tx, tid);
    if (!locked || !holdsSlot(locked)) throw unknownToken();
    await updateToken(tx, tid, { ...noBioKey, bio_had: 0 });
    await audit('bio.revoked', tid, { uid: found.uid });
  });
}

function next(
  { status, blocked_by_pins }: Pick<TokenTable, 'status' | 'blocked_by_pins'>,
  action: TokenAction,
): 'ACTIVE' | 'BLOCKED' | 'REVOKED' {
  if (status !== 'ACTIVE' && status !== 'LOCKED' && status !== 'BLOCKED') {
    throw new Refusal('NO_DEVICE_FOUND', `The token is not in use: its state is ${status}.`);
  }
  // An administrator's block takes the place of one by wrong PINs, which codes for the user would lift.
  if (action === 'block' && status === 'BLOCKED' && blocked_by_pins !== 1) {
    throw new Refusal('TOKEN_IS_BLOCKED', 'The token is blocked already.');
  }
  if (action === 'unblock' && status !== 'BLOCKED') {
    throw new Refusal('TOKEN_IS_NOT_BLOCKED', 'The token is not blocked.');
  }
  if (action === 'revoke') return 'REVOKED';
  return action === 'block' ? 'BLOCKED' : 'ACTIVE';
}

function view(row: TokenOfUser, now: number): TokenView {
  return {
    tid: row.tid,
    uid: row.uid,
    login: row.login,
    alias: row.als,
    name: row.name,
    platform: row.platform,
    status: isLocked(row, row, now) ? 'LOCKED' : row.status,
    createdAt: row.created,
    lastUsedAt: row.last_used,
  };
}

function unknownToken(): Refusal {
  return new Refusal('NO_DEVICE_FOUND', 'There is no such token.');
}
