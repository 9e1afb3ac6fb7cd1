/**
 * Limits on what one browser can leave in the database. What they count is stored there for other reasons, so that they
 * hold across restarts.
 * @module
 */
import type { LockedContext } from '../../context.js';
import { findTimeOfEntry } from '../../store/tables/audit-entries.js';
import { findTimeOfCode } from '../../store/tables/codes.js';
import { findTimeOfStep } from '../../store/tables/operation-log.js';
import { clockMargin } from '../clock.js';

/** Maximum number of something within the last `window` milliseconds. */
export interface StoredLimit {
  readonly max: number;
  readonly window: number;
}

/** Operations of a token. Each leaves an entry in the operation log, some more rows that are removed later. */
export const tokenOperations: StoredLimit = { max: 600, window: 10 * 60_000 };

/** Entries of the audit trail that a token has caused, which are never removed. */
export const tokenEntries: StoredLimit = { max: 300, window: 60 * 60_000 };

/** Activation codes of a user, whoever issued them: each can make a token, with limits of its own. */
export const userCodes: StoredLimit = { max: 10, window: 60 * 60_000 };

/** Activations of one code that the audit trail names; the completion of an activation has an entry in any case. */
export const entriesPerCode = 10;

/** The limits of a token that apply to an operation. */
export type TokenLimits = 'all' | 'operations' | 'none';

/** Milliseconds until a token may perform an operation with these limits; 0 when it may at once. */
export async function timeToOperation(
  { tx, now, token }: LockedContext,
  limits: TokenLimits,
): Promise<number> {
  if (limits === 'none') return 0;
  const { tid, n } = token;
  const step = await findTimeOfStep(tx, tid, n - tokenOperations.max);
  const wait = timeToWait(tokenOperations, step, now);
  if (limits === 'operations') return wait;
  const entry = await findTimeOfEntry(tx, tid, tokenEntries.max - 1);
  return Math.max(wait, timeToWait(tokenEntries, entry, now));
}

/** Milliseconds until a token may issue an activation code; 0 when it may at once. */
export async function timeToCode({
  tx,
  now,
  user,
}: Pick<LockedContext, 'tx' | 'now' | 'user'>): Promise<number> {
  const order = { uid: user.uid, kind: 'activation' } as const;
  return timeToWait(userCodes, await findTimeOfCode(tx, order, userCodes.max - 1), now);
}

/** @param time of the `max`-th newest one; undefined when there are fewer. */
function timeToWait({ window }: StoredLimit, time: number | undefined, now: number): number {
  // A time far in the future was stored before the clock was put back.
  const isOfEarlierClock = time !== undefined && time > now + clockMargin;
  return time === undefined || isOfEarlierClock ? 0 : Math.max(0, time + window - now);
}
