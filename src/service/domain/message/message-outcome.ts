/**
 * The outcome of a token's message under the locks, and the answer that tells it.
 * @module
 */
import type { Statement } from '../../../protocol/problem.js';
import type { DoorContext, TransactionContext } from '../../context.js';
import { voidOtps } from '../../store/tables/otps.js';
import type { TokenTable } from '../../store/schema/schema.js';
import { endToken, updateToken } from '../../store/tables/tokens.js';
import { recordEvent } from '../events/event-record.js';
import { TokenRefusal, type TokenRefusalCode } from '../token-refusal.js';
import { rollbackAlarms } from '../limits/rate-limits.js';
import { isEnded } from '../tokens/token-state.js';
import type { Evidence } from './message-verdict.js';
import type { MessageCore } from './parsed-message.js';
import { refuseToken } from './refusal-statement.js';

/** The outcome of a message. */
export type MessageOutcome =
  /** An encrypted answer. `code`: the code in it, or `OK`; left out when an earlier answer is repeated. */
  | { readonly answer: string; readonly code?: string }
  /** A refusal that says nothing about the token. */
  | { readonly refuse: TokenRefusalCode; readonly retryAfter?: number }
  /** A signed statement on the token. */
  | { readonly state: Statement['class']; readonly evidence?: Evidence };

/**
 * Ends a token of which two copies exist, for both: nobody can tell which is the owner's. A provisional one is only over:
 * nobody has enrolled with it, and whoever has its code could bring about any number of copies.
 */
export async function endCopiedToken(
  context: TransactionContext,
  token: TokenTable,
  evidence: Evidence,
): Promise<MessageOutcome> {
  if (isEnded(token)) return { state: 'gone' };
  const { clock, tx, audit, address } = context;
  const { tid, mac, uid, als } = token;
  const at = clock.now();
  if (token.status === 'PROVISIONAL') {
    await updateToken(tx, tid, { expires: at });
    return { state: 'fork' };
  }
  await voidOtps(tx, uid, at);
  await endToken(tx, tid, 'DESYNC', at);
  await audit('token.desync', tid, { uid, evidence });
  const event = { at, mac, uid, kind: 'token.copied', door: 'btt', als, tid, address } as const;
  await recordEvent(context, event);
  return { state: 'fork', evidence };
}

/**
 * Turns an outcome into the answer, after the commit.
 * @throws {TokenRefusal}
 */
export async function answerOf(
  context: DoorContext,
  core: Pick<MessageCore, 'als' | 'tid' | 'chal'>,
  outcome: MessageOutcome,
): Promise<string> {
  if ('answer' in outcome) return outcome.answer;
  if ('refuse' in outcome) {
    throw new TokenRefusal(outcome.refuse, { retryAfter: outcome.retryAfter });
  }
  raiseAlarm(context, core.tid, outcome.state, outcome.evidence);
  throw await refuseToken(context, core, outcome.state);
}

/** The outcome in one word, for the log. */
export function codeOf(outcome: MessageOutcome): string {
  if ('answer' in outcome) return outcome.code ?? 'REPEATED';
  return 'refuse' in outcome ? outcome.refuse : outcome.state.toUpperCase();
}

/** Logs what the operator has to look into: a copied token, or a database restored from an older backup. */
export function raiseAlarm(
  { log, limits }: DoorContext,
  tid: string,
  state: Statement['class'],
  evidence: Evidence | undefined,
): void {
  if (evidence) log('warn', 'token.copied', { tid, evidence });
  if (state === 'ahead' && limits.allows(rollbackAlarms, tid)) {
    log('error', 'SERVER_ROLLBACK_SUSPECTED', { tid });
  }
}
