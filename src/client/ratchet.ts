/**
 * One operation of a token, from the stored intent to the committed step.
 *
 * What holds at every moment, with any number of tabs: either nothing is pending and both sides have the
 * same position and key, or the service is at most the one pending operation ahead.
 * @module
 */
import { NeonError, type NeonErrorCode } from '../errors.js';
import { operationPath } from '../protocol/operation.js';
import { commitStep } from './commit.js';
import type { Refused } from './context.js';
import { codeOf, exchange, isUnreachable, readable } from './exchange.js';
import { openAnswer, type Ending } from './pending.js';
import { resolvePending, type Resolution } from './resolve.js';
import type { Run } from './run.js';
import { prepare, readRecord, type Operation, type Prepared } from './send.js';
import { challenge, noteChallenge } from './session.js';
import { heed } from './heed.js';

/** How often an operation is made anew after the service has promised not to execute it. */
const maxAttempts = 3;

/** Answers after which the outcome is asked for at once. */
const unsettled = /^(SUPERSEDED|DUPLICATE_STALE|CHALLENGE_STALE)$/;

/** Errors of a resolution that say more than that the outcome is unknown. */
const final =
  /^(DYNAMIC_TOKEN_KEY_IS_INVALID|NO_DEVICE_FOUND|STATIC_TOKEN_KEY_IS_INVALID|STORAGE_UNAVAILABLE)$/;

/** How an operation ended that the service executed. */
export interface Executed extends Ending {
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
export async function operate(run: Run, tid: string, operation: Operation): Promise<Executed> {
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const chal = await challenge(run);
    const executed = await run.locks.run(lockName(tid), run.signal, async () => {
      const late = (result: Resolution | undefined) => reportLate(run, result);
      return send(run, tid, await prepare(run, tid, operation, chal, late));
    });
    if (executed) return executed;
  }
  throw new NeonError('NETWORK_UNAVAILABLE', { message: 'not executed' });
}

/**
 * Resolves what an earlier call or page left open.
 * @throws {NeonError} as {@link resolvePending}.
 */
export function resolveEarlier(run: Run, tid: string): Promise<void> {
  return run.locks.run(lockName(tid), run.signal, async () =>
    reportLate(run, await resolvePending(run, tid)),
  );
}

/** The error of an ending, or `RESULT_EXPIRED` when a success is of no use any more. */
export function endingError(
  { ok, err, left }: Ending,
  useful: boolean = true,
): NeonError | undefined {
  if (ok) return useful ? undefined : new NeonError('RESULT_EXPIRED');
  return new NeonError((err ?? 'UNEXPECTED_ERROR') as NeonErrorCode, { left });
}

/** @returns undefined when the service will never execute this message. */
async function send(run: Run, tid: string, prepared: Prepared): Promise<Executed | undefined> {
  const { session, clock } = run;
  const sent = clock.monotonic();
  let refused: Refused | undefined;
  run.debug('send', prepared.intent.op);
  try {
    const reply = await exchange(run, operationPath, prepared.message, true);
    if (reply.ok) {
      const ending = await readable(() => openAnswer(prepared, reply.body));
      session.online = true;
      noteChallenge(run, ending.answer.chal, sent);
      run.debug('commit', prepared.intent.op);
      await commitStep(run.store, prepared, ending);
      return { ...ending, sent };
    }
    if (!unsettled.test(reply.code)) refused = reply;
    // The service did not take it, so no message may be built with it again, this one's successor included.
    else if (reply.code === 'CHALLENGE_STALE') session.challenge = undefined;
  } catch (error) {
    if (run.signal.aborted || !isUnreachable(error)) throw error;
  }
  if (refused) throw await heed(run, tid, prepared.chal, refused);
  return findOut(run, tid, prepared, sent);
}

/** Asks what became of a message that was sent just now. */
async function findOut(
  run: Run,
  tid: string,
  { intent }: Prepared,
  sent: number,
): Promise<Executed | undefined> {
  let found: Resolution | undefined;
  try {
    found = await resolvePending(run, tid, intent);
  } catch (cause) {
    if (run.signal.aborted || !codeOf(cause) || final.test(codeOf(cause))) throw cause;
    throw new NeonError('OUTCOME_UNKNOWN', {
      message: 'the next use finds out',
      cause,
    });
  }
  if (found) return found.ending && { ...found.ending, sent };
  // Another tab has resolved it: among the past steps if it was applied.
  const { hist } = await readRecord(run.store, tid);
  const step = hist.find(({ rid }) => rid === intent.rid);
  return step && { ok: !step.err, err: step.err, sent };
}

function reportLate({ onLateResult }: Run, result: Resolution | undefined): void {
  if (!result?.ending) return;
  const { record, intent } = result.pending;
  // What these have made was for a caller who has gone.
  const useful = !/^(otp|jwt|seal|code.new|token.list)$/.test(intent.op);
  const error = endingError(result.ending, useful);
  onLateResult({ login: record.login, operation: intent.op, error });
}

function lockName(tid: string): string {
  return `btt1:${tid}`;
}
