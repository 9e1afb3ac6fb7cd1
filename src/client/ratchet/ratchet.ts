/**
 * One operation of a token, from the stored intent to the committed step.
 *
 * Invariant, with any number of tabs: either nothing is pending and both sides have the same position and key, or the
 * service is ahead by at most the pending operation.
 * @module
 */
import { NeonError, type NeonErrorCode } from '../../errors.js';
import { operationPath } from '../../protocol/operation-message.js';
import {
  operations,
  readOut,
  type OperationName,
  type OperationOut,
} from '../../protocol/operations.js';
import { commitStep } from './record-changes.js';
import { momentOf, type Moment } from '../moment.js';
import type { Refused } from '../ports.js';
import { codeOf, exchange, isUnreachable, readable } from '../service/exchange.js';
import { openAnswer, type Ending } from './pending-operation.js';
import { resolvePending, type Resolution } from './resolution.js';
import type { Run } from '../run.js';
import { refusalError } from './refusal-statement.js';
import { prepare, readRecord, type Operation, type Prepared } from './operation-message.js';
import { challenge, noteChallenge } from '../service/session.js';

/** Maximum number of messages for one operation: a new one is built when the service will never execute the last. */
const maxAttempts = 3;

/** Refusals after which the outcome is asked for at once. */
const unsettled: ReadonlySet<string> = new Set<NeonErrorCode>([
  'SUPERSEDED',
  'DUPLICATE_STALE',
  'CHALLENGE_STALE',
]);

/** Errors of a resolution that are passed on; any other becomes `OUTCOME_UNKNOWN`. */
const final: ReadonlySet<string> = new Set<NeonErrorCode>([
  'DYNAMIC_TOKEN_KEY_IS_INVALID',
  'NO_DEVICE_FOUND',
  'STATIC_TOKEN_KEY_IS_INVALID',
  'STORAGE_UNAVAILABLE',
]);

/** The ending of an executed operation. */
export interface Executed<Op extends OperationName = OperationName> extends Ending {
  readonly op: Op;
  /** The first send. */
  readonly sent: Moment;
}

/**
 * Executes one operation. An encrypted refusal is an ending too: the ratchet has taken its step.
 *
 * Does not ask the person for anything, so that no lock is held while they type.
 *
 * @throws {NeonError} when it was not executed; `OUTCOME_UNKNOWN`, which the next use of the token resolves.
 */
export async function execute<Op extends OperationName>(
  run: Run,
  tid: string,
  operation: Operation<Op>,
): Promise<Executed<Op>> {
  let obstacle: NeonErrorCode = 'NETWORK_UNAVAILABLE';
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const chal = await challenge(run);
    const sent = await run.locks.run(lockName(tid), run.signal, async () => {
      const late = (result: Resolution | undefined) => reportLate(run, result);
      return send(run, tid, await prepare(run, tid, operation, chal, late));
    });
    if (typeof sent === 'object') return { ...sent, op: operation.op };
    obstacle = sent;
  }
  throw new NeonError(obstacle, { message: 'not executed' });
}

/**
 * Resolves the pending operation of an earlier call or page.
 * @throws {NeonError} as {@link resolvePending}.
 */
export function resolveEarlier(run: Run, tid: string): Promise<void> {
  return run.locks.run(lockName(tid), run.signal, async () =>
    reportLate(run, await resolvePending(run, tid)),
  );
}

/** The error of an ending; `RESULT_EXPIRED` for a success whose result is no longer useful. */
export function endingError(
  ending: Ending & { readonly op?: OperationName },
  isUseful = true,
): NeonError | undefined {
  const { ok, err, left } = ending;
  if (ok) return isUseful ? undefined : new NeonError('RESULT_EXPIRED');
  return new NeonError((err ?? 'UNEXPECTED_ERROR') as NeonErrorCode, {
    left,
    blocked: blockedBy(ending),
  });
}

/** The browser or account that a wrong PIN has blocked; undefined for an activation, which wrong PINs end. */
function blockedBy({
  op,
  err,
  left,
  st,
}: Ending & { readonly op?: OperationName }): NeonError['blocked'] {
  if (err !== 'PASSWORD_IS_WRONG' || op === 'activate') return undefined;
  if (st) return 'browser';
  return left === 0 ? 'account' : undefined;
}

/**
 * Reads the result of an operation.
 * @throws {NeonError} what it was refused with; `RESULT_EXPIRED` when the answer was lost and the service no longer has
 *   it; `SERVICE_UNAVAILABLE` when it cannot be read.
 */
export function outOf<Op extends OperationName>({
  op,
  answer,
}: Executed<Op>): Promise<OperationOut<Op>> {
  if (!answer?.ok) throw new NeonError('RESULT_EXPIRED');
  const { out } = answer;
  return readable(() => readOut(op, out, '$.out'));
}

/** An ending, and when the operation was sent. */
type Sent = Omit<Executed, 'op'>;

/** @returns the reason when the service will never execute this message. */
async function send(run: Run, tid: string, prepared: Prepared): Promise<Sent | NeonErrorCode> {
  const { session, clock } = run;
  const sent = momentOf(clock);
  let refused: Refused | undefined;
  let obstacle: NeonErrorCode = 'SERVICE_UNAVAILABLE';
  run.debug('send', prepared.intent.op);
  try {
    const reply = await exchange(run, operationPath, prepared.message, true);
    if (reply.ok) {
      const ending = await readable(() => openAnswer(prepared, reply.body));
      session.online = true;
      noteChallenge(run, ending.answer, sent);
      run.debug('commit', prepared.intent.op);
      await commitStep(run.store, prepared, ending);
      return { ...ending, sent };
    }
    if (!unsettled.has(reply.code)) refused = reply;
    // Another tab has taken this step, or has made sure that this message is never executed.
    else if (reply.code !== 'CHALLENGE_STALE') obstacle = 'TOKEN_IS_BUSY';
    // The service has refused this challenge: the next message needs another one.
    else session.challenge = undefined;
  } catch (error) {
    if (run.signal.aborted || !isUnreachable(error)) throw error;
    obstacle = codeOf(error) || obstacle;
  }
  if (refused) throw await refusalError(run, tid, prepared.chal, refused);
  return (await findOut(run, tid, prepared, sent)) ?? obstacle;
}

/** Asks for the outcome of a message that was just sent; undefined when it will never be executed. */
async function findOut(
  run: Run,
  tid: string,
  { intent }: Prepared,
  sent: Moment,
): Promise<Sent | undefined> {
  let found: Resolution | undefined;
  try {
    found = await resolvePending(run, tid, intent);
  } catch (cause) {
    if (run.signal.aborted || !codeOf(cause) || final.has(codeOf(cause))) throw cause;
    throw new NeonError('OUTCOME_UNKNOWN', {
      message: 'the next use finds out',
      cause,
    });
  }
  if (found) return found.ending && { ...found.ending, sent };
  // Another tab has resolved it: if it was applied, it is among the past steps.
  const { hist } = await readRecord(run.store, tid);
  const step = hist.find(({ rid }) => rid === intent.rid);
  return step && { ok: !step.err, err: step.err, sent };
}

function reportLate({ onLateResult }: Run, result: Resolution | undefined): void {
  if (!result?.ending) return;
  const { record, intent } = result.pending;
  const isUseful = operations[intent.op].worth === 'effect';
  const error = endingError(result.ending, isUseful);
  onLateResult({ login: record.login, operation: intent.op, error });
}

function lockName(tid: string): string {
  return `btt1:${tid}`;
}
