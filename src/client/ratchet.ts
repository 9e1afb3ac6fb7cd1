/**
 * One operation of a token, from the stored intent to the committed step.
 *
 * What holds at every moment, with any number of tabs: either nothing is pending and both sides have the
 * same position and key, or the service is at most the one pending operation ahead.
 * @module
 */
import { isErrorCode, NeonError } from '../errors.js';
import { operationPath, type OperationAnswer } from '../protocol/operation.js';
import { nextDynamicKey } from '../protocol/key-schedule.js';
import { fromBase64Url } from '../crypto/bytes.js';
import { endingOf, openAnswer } from './answer.js';
import { commitStep, find, type Ending } from './commit.js';
import type { ClientContext, Reply } from './context.js';
import { exchange, unavailable, unreadable } from './exchange.js';
import { wrapDynamicKey } from './key-wrap.js';
import { pastStep, resolvePending, type Resolution } from './resolve.js';
import { prepare, readRecord, type Operation, type Prepared } from './send.js';
import { isUnreachable, type Session } from './session.js';
import { heed } from './statement.js';

/** How often an operation is made anew after the service has promised not to execute it. */
const maxAttempts = 3;

/** Answers after which the outcome is asked for at once. */
const unsettled: ReadonlySet<string> = new Set([
  'SUPERSEDED',
  'DUPLICATE_STALE',
  'CHALLENGE_STALE',
  'SERVICE_UNAVAILABLE',
]);

/** Errors of a resolution that say more than that the outcome is unknown. */
const final: ReadonlySet<string> = new Set([
  'DYNAMIC_TOKEN_KEY_IS_INVALID',
  'NO_DEVICE_FOUND',
  'STATIC_TOKEN_KEY_IS_INVALID',
  'STORAGE_UNAVAILABLE',
]);

/** How an operation ended that the service executed. */
export interface Executed extends Ending {
  /** Its own answer; undefined when the service no longer has it. */
  readonly answer: OperationAnswer | undefined;
  /** Monotonic time of the first send, in milliseconds. */
  readonly sent: number;
}

/**
 * Executes one operation. The service's refusal is an ending too: the ratchet has taken its step.
 *
 * Nobody is asked for anything here, so that no lock is held while a person types.
 *
 * @throws {NeonError} when it was not executed, or `OUTCOME_UNKNOWN`: the next use finds out.
 */
export async function operate(
  context: ClientContext,
  session: Session,
  tid: string,
  operation: Operation,
  signal: AbortSignal,
): Promise<Executed> {
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const chal = await session.challenge(signal);
    const executed = await context.locks.run(`btt1:${tid}`, signal, async (held) => {
      const late = (result: Resolution) => reportLate(context, result);
      const options = { chal, held, signal, late };
      const prepared = await prepare(context, session, tid, operation, options);
      return execute(context, session, prepared, signal);
    });
    if (executed) return executed;
  }
  throw unavailable('the service promised several times not to execute the operation');
}

/**
 * Resolves what an earlier call or page left open.
 * @throws {NeonError} as {@link resolvePending}.
 */
export async function resolveEarlier(
  context: ClientContext,
  session: Session,
  tid: string,
  signal: AbortSignal,
): Promise<void> {
  await context.locks.run(`btt1:${tid}`, signal, async () =>
    reportLate(context, await resolvePending(context, session, tid, signal)),
  );
}

/** @returns undefined when the service will never execute this message. */
async function execute(
  context: ClientContext,
  session: Session,
  prepared: Prepared,
  signal: AbortSignal,
): Promise<Executed | undefined> {
  const sent = context.clock.monotonic();
  context.debug('send', prepared.intent.op);
  try {
    const reply = await exchange(context, operationPath, prepared.message, signal, true);
    if (reply.ok) return await commitAnswer(context, session, prepared, reply.body, sent);
    if (!unsettled.has(reply.code)) throw new Settled(reply);
    // The service did not take it, so no message may be built with it again, this one's successor included.
    if (reply.code === 'CHALLENGE_STALE') session.dropChallenge();
  } catch (error) {
    if (error instanceof Settled) {
      throw await heed(context, session, prepared.tid, prepared.chal, error.reply, signal);
    }
    if (signal.aborted || !isUnreachable(error)) throw error;
  }
  return findOut(context, session, prepared, sent, signal);
}

/** A refusal after which there is nothing to find out now. */
class Settled extends Error {
  readonly reply: Reply & { ok: false };
  constructor(reply: Reply & { ok: false }) {
    super(reply.code);
    this.reply = reply;
  }
}

async function commitAnswer(
  context: ClientContext,
  session: Session,
  prepared: Prepared,
  body: string,
  sent: number,
): Promise<Executed> {
  let answer: OperationAnswer;
  let ending: Ending;
  try {
    answer = await openAnswer(prepared, body);
    ending = endingOf(prepared, answer);
  } catch (error) {
    throw unreadable(error);
  }
  session.online = true;
  session.noteChallenge(answer.chal, sent);
  const { tid, n, intent, dynamicKey } = prepared;
  const record = find(await context.store.records(), tid);
  if (record) {
    const next = nextDynamicKey(dynamicKey, { tid: fromBase64Url(tid), n }, intent);
    const wrapped = await wrapDynamicKey(record, n + 1, next);
    context.debug('commit', intent.op);
    await commitStep(context, tid, intent, wrapped, ending);
  }
  return { ...ending, answer, sent };
}

/** Asks what became of a message that was sent just now. */
async function findOut(
  context: ClientContext,
  session: Session,
  prepared: Prepared,
  sent: number,
  signal: AbortSignal,
): Promise<Executed | undefined> {
  let resolution: Resolution;
  try {
    resolution = await resolvePending(context, session, prepared.tid, signal, prepared.intent);
  } catch (error) {
    if (signal.aborted || !(error instanceof NeonError) || final.has(error.code)) throw error;
    throw new NeonError('OUTCOME_UNKNOWN', {
      message: 'sent, but the answer was lost; the next use of this token finds out',
      cause: error,
    });
  }
  if (resolution.outcome === 'not-applied') return undefined;
  if (resolution.outcome === 'applied') {
    return { ...resolution.ending, answer: resolution.answer, sent };
  }
  const step = pastStep(await readRecord(context, prepared.tid), prepared.intent);
  return step && { ok: step.err === undefined, err: step.err, answer: undefined, sent };
}

function reportLate({ onLateResult }: ClientContext, result: Resolution): void {
  if (result.outcome !== 'applied') return;
  const { record, ending, intent } = result;
  const error = endingError(ending, intent.op !== 'otp');
  onLateResult({ login: record.login, operation: intent.op, error });
}

/** The error of an ending, or `RESULT_EXPIRED` when a success is of no use any more. */
export function endingError(ending: Ending, useful = true): NeonError | undefined {
  const { ok, err, left } = ending;
  if (ok) return useful ? undefined : new NeonError('RESULT_EXPIRED', { retryable: true });
  return new NeonError(err && isErrorCode(err) ? err : 'UNEXPECTED_ERROR', { left, message: err });
}
