/**
 * The rules of the service for a message of one operation id, under the locks: S5 to S16.
 * @module
 */
import { fromBase64Url, type Bytes } from '../../../crypto/bytes.js';
import { findEntry, type LogEntry } from '../../store/operation-log.js';
import type { TokenTable, UserTable } from '../../store/schema.js';
import type { Tx } from '../../store/store.js';
import { lockToken } from '../../store/tokens.js';
import { lockUser } from '../../store/users.js';
import { isEnded, isLive } from '../tokens/token-state.js';
import type { Admitted, Core } from './admission.js';
import { judge } from './message-verdict.js';
import { openUnderKek } from '../keys/key-ring.js';
import { condemn, type Outcome } from './message-outcome.js';
import type { TokenContext } from '../token-context.js';
import type { Work } from '../work.js';

/** What was read under the locks. Nothing that was read before them decides anything. */
export interface Locked {
  readonly now: number;
  readonly user: UserTable;
  readonly token: TokenTable;
}

/** What differs between an operation and a sync. */
export interface Handlers {
  /** The operation was the last one to be executed: S7, S9. */
  last(locked: Locked, entry: LogEntry): Promise<Outcome>;
  /** The operation will never be executed: S8, S10. */
  abandoned(locked: Locked): Promise<Outcome>;
  /** The operation is unknown and the position is right: S13 to S15. */
  fresh(locked: Locked): Promise<Outcome>;
}

/** Core of a message about one operation. */
export interface StepCore extends Core {
  readonly n: number;
  readonly rid: string;
}

/**
 * Locks user and token and applies the rules.
 * @param ch commitment to the operation's payload, base64url.
 */
export async function applyRules(
  work: Work,
  { core, token: { uid }, builtAt }: Admitted<StepCore>,
  ch: string,
  handlers: Handlers,
): Promise<Outcome> {
  const { context, tx } = work;
  const locked = await lock(context, tx, uid, core.tid);
  if (!locked) return { state: 'gone' };
  const { token } = locked;
  if (token.status === 'DESYNC') return { state: 'fork' };
  const entry = await findEntry(tx, token.tid, core.rid);
  const judgement = judge(token, entry, { n: core.n, ch, builtAt });
  if (isEnded(token) && judgement.is !== 'last') return { state: 'gone' };
  switch (judgement.is) {
    case 'evidence':
      return condemn(work, token, judgement.of);
    case 'ahead':
      return { state: 'ahead' };
    case 'stale':
      return { refuse: 'DUPLICATE_STALE' };
    case 'last':
      return handlers.last(locked, entry!);
    case 'abandoned':
      return handlers.abandoned(locked);
    case 'fresh':
      return handlers.fresh(locked);
  }
}

/** Locks a user and a token of theirs; undefined when there is no such live token any more. */
export async function lock(
  { clock }: TokenContext,
  tx: Tx,
  uid: string,
  tid: string,
): Promise<Locked | undefined> {
  const user = await lockUser(tx, uid);
  const token = await lockToken(tx, tid);
  const now = clock.now();
  return user && token && isLive(token, now) ? { now, user, token } : undefined;
}

/** Decrypts the dynamic key of a token. */
export function openDynamicKey({ keys }: TokenContext, token: TokenTable): Promise<Bytes> {
  return openUnderKek(keys, fromBase64Url(token.tid), token.n, {
    sealed: token.k_sealed,
    kekVersion: token.kek_v,
  });
}
