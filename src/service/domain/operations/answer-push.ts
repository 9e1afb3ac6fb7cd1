/**
 * Operation `push.answer`: approves or denies a request of another page. Approving needs the number that the
 * page shows; denying needs nothing, since a person under attack must be able to refuse at once.
 * @module
 */
import { equalBytes, utf8 } from '../../../crypto/bytes.js';
import type { OperationArg } from '../../../protocol/operations.js';
import type { LockedContext } from '../../context.js';
import {
  updatePending,
  denyAllPending,
  findPush,
  type PushRow,
} from '../../store/tables/pushes.js';
import { updateUser } from '../../store/tables/users.js';
import { pushNumber } from '../keys/keyed-values.js';
import type { Proven } from '../people/factor.js';
import { muteTime } from '../push/push-request.js';
import type { OperationHandler } from './operation-handler.js';
import { deny, type Denied, type Done } from './operation-result.js';

/** Number of wrong numbers that denies a request. */
export const numberTries = 3;

type Arg = OperationArg<'push.answer'>;

export const answerPush: OperationHandler<'push.answer'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  // A blocked user can deny a request but not approve it; `run` checks that.
  worksWhenUserIsBlocked: true,
  // The entries of denials are bounded by the limits on requests.
  limitsFor: ({ yes, mute }) => (yes || mute ? 'all' : 'operations'),
  async run(context, { arg, checkFactor }) {
    if (!arg.yes) return refuse(context, arg);
    if (context.user.blocked_at !== null) return deny('USER_IS_BLOCKED');
    const factor = await checkFactor();
    return factor.ok ? approve(context, arg, factor) : factor;
  },
};

async function refuse(
  context: LockedContext,
  { pid, mute }: Arg,
): Promise<Done<'push.answer'> | Denied> {
  const { tx, audit, now, user, token } = context;
  const row = await findAnswerable(context, pid);
  if (!row) return deny('PUSH_ALIAS_ENTRY_DOES_NOT_EXIST');
  await updatePending(tx, pid, { status: 'denied', answered_at: now });
  await audit('push.denied', token.tid, { uid: user.uid, site: row.site });
  if (mute) {
    await denyAllPending(tx, user.uid, now);
    await updateUser(tx, user.uid, { push_muted_until: now + muteTime });
    await audit('push.muted', user.uid, { tid: token.tid });
  }
  return { ok: true, out: {} };
}

async function approve(
  context: LockedContext,
  { pid, number = '' }: Arg,
  { amr }: Proven,
): Promise<Done<'push.answer'> | Denied> {
  const { keys, tx, audit, now, user, token } = context;
  const row = await findAnswerable(context, pid);
  if (!row) return deny('PUSH_ALIAS_ENTRY_DOES_NOT_EXIST');
  const right = pushNumber(keys, row.code_key_v, pid);
  if (!equalBytes(utf8(number), utf8(right))) return countWrong(context, row);
  const approval = { approver: token.tid, amr: JSON.stringify([...amr, 'mca']) };
  const change = { status: 'approved', answered_at: now, ...approval } as const;
  if (!(await updatePending(tx, pid, change))) return deny('PUSH_ALIAS_ENTRY_DOES_NOT_EXIST');
  await audit('push.approved', token.tid, { uid: user.uid, site: row.site });
  return { ok: true, out: {} };
}

async function countWrong(
  { tx, audit, now, user, token }: LockedContext,
  row: PushRow,
): Promise<Denied> {
  const tries = row.tries + 1;
  const isLast = tries >= numberTries;
  await updatePending(tx, row.pid, {
    tries,
    ...(isLast && { status: 'denied' as const, answered_at: now }),
  });
  if (isLast) {
    await audit('push.denied', token.tid, { uid: user.uid, site: row.site, wrongNumbers: tries });
  }
  return { ok: false, err: 'CODE_ENTRY_DOES_NOT_EXIST', left: numberTries - tries };
}

/** Finds a pending request for this user that this token did not make itself. */
async function findAnswerable(
  { tx, now, user, token }: LockedContext,
  pid: string,
): Promise<PushRow | undefined> {
  const row = await findPush(tx, pid);
  const isOpen = row?.uid === user.uid && row.status === 'pending' && row.expires > now;
  return isOpen && row.asker !== token.tid ? row : undefined;
}
