/**
 * The rules of the service for a message of one operation id, under the locks: S5 to S16.
 * @module
 */
import type { LockedContext, TransactionContext } from '../../context.js';
import { findEntry, type LogEntry } from '../../store/tables/operation-log.js';
import { getService } from '../../store/tables/services.js';
import { lockToken } from '../../store/tables/tokens.js';
import { lockUser } from '../../store/tables/users.js';
import { isEnded, isLive } from '../tokens/token-state.js';
import type { AdmittedMessage } from './admission.js';
import { endCopiedToken, type MessageOutcome } from './message-outcome.js';
import { judgeMessage } from './message-verdict.js';
import type { MessageCore } from './parsed-message.js';

/** What differs between an operation and a sync. */
export interface StepHandlers {
  /** The operation was the last one to be executed: S7, S9. */
  last(context: LockedContext, entry: LogEntry): Promise<MessageOutcome>;
  /** The operation will never be executed: S8, S10. */
  abandoned(context: LockedContext): Promise<MessageOutcome>;
  /** The operation is unknown and the position is right: S13 to S15. */
  fresh(context: LockedContext): Promise<MessageOutcome>;
}

/** Core of a message about one operation. */
export interface StepCore extends MessageCore {
  readonly n: number;
  readonly rid: string;
}

/**
 * Locks user and token and applies the rules.
 * @param ch commitment to the operation's payload, base64url.
 */
export async function applyRatchetRules(
  context: TransactionContext,
  { core, token: { uid }, builtAt }: AdmittedMessage<StepCore>,
  ch: string,
  handlers: StepHandlers,
): Promise<MessageOutcome> {
  const locked = await lockAccount(context, uid, core.tid);
  if (!locked) return { state: 'gone' };
  const { token } = locked;
  if (token.status === 'DESYNC') return { state: 'fork' };
  const entry = await findEntry(context.tx, token.tid, core.rid);
  const verdict = judgeMessage(token, entry, { n: core.n, ch, builtAt });
  if (isEnded(token) && verdict.is !== 'last') return { state: 'gone' };
  switch (verdict.is) {
    case 'evidence':
      return endCopiedToken(context, token, verdict.of);
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
export async function lockAccount(
  context: TransactionContext,
  uid: string,
  tid: string,
): Promise<LockedContext | undefined> {
  const { tx, clock } = context;
  const user = await lockUser(tx, uid);
  const token = await lockToken(tx, tid);
  const now = clock.now();
  if (!user || !token || !isLive(token, now)) return undefined;
  return { ...context, now, user, token, service: await getService(tx, token.mac) };
}
