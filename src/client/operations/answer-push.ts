/**
 * Answers the request of another page.
 * @module
 */
import { NeonError } from '../../errors.js';
import { askInbox } from '../push/inbox.js';
import { executeAsking, executeFor } from '../person/asked-operation.js';
import { enrolments } from '../enrolment/enrolments.js';
import type { PinOptions } from '../call-arguments.js';
import type { Run } from '../run.js';
import { isUsable } from '../token-record.js';
import { pushNumberOf } from '../typed-codes.js';

/** The answer of a person to a request. */
export interface PushReply extends PinOptions {
  approve: boolean;
  /** The number that the asking page shows; needed to approve. */
  number?: string | undefined;
  /** Mutes requests for an hour: the person did not ask for anything. */
  mute?: boolean | undefined;
}

/**
 * Approves with the number and the person's factor, or denies with neither.
 * @throws {TypeError} when an approval lacks the number.
 */
export async function answerPush(
  run: Run,
  { pid, approve, number, mute, pin }: PushReply & { readonly pid: string },
): Promise<void> {
  if (typeof approve !== 'boolean') throw new TypeError('approve must be a boolean');
  if (approve && typeof number !== 'string') throw new TypeError('number must be a string');
  const typed = approve ? pushNumberOf(number ?? '') : '';
  const { tid, login } = await approverOf(run, pid);
  const op = 'push.answer';
  if (approve) {
    await executeFor(
      run,
      login,
      { op, arg: { pid, yes: true, number: typed, mute: undefined } },
      pin,
    );
  } else {
    const arg = { pid, yes: false, number: undefined, mute: mute || undefined };
    await executeAsking(run, tid, { op, arg }, undefined, async () => undefined);
  }
}

/** The enrolment that a request is for. With a single enrolment, no message is needed to find it. */
async function approverOf(run: Run, pid: string) {
  const usable = (await enrolments(run.store)).filter(isUsable);
  if (usable.length === 1) return usable[0]!;
  const tid = (await askInbox(run)).tokens.get(pid);
  const record = usable.find((one) => one.tid === tid);
  if (record) return record;
  throw new NeonError('PUSH_ALIAS_ENTRY_DOES_NOT_EXIST');
}
