/**
 * What the status of a token means.
 * @module
 */
import type { ServiceTable, TokenTable } from '../../store/schema/schema.js';
import type { Tx } from '../../store/store.js';
import { lockTokensOfUser, type TokenStatus } from '../../store/tables/tokens.js';

/** Statuses of tokens that hold one of the user's slots. */
export const slotStatuses = ['ACTIVE', 'BLOCKED', 'LOCKED'] as const satisfies TokenStatus[];

/** Statuses that are final. */
const endedStatuses = ['REVOKED', 'REPLACED'] as const satisfies TokenStatus[];

const day = 24 * 60 * 60_000;

/** Tells whether a token holds one of its user's slots. */
export function holdsSlot({ status }: Pick<TokenTable, 'status'>): boolean {
  return slotStatuses.some((one) => one === status);
}

/** Tells whether a token has ended for good. Only a sync about its last operation is still answered. */
export function isEnded({ status }: Pick<TokenTable, 'status'>): boolean {
  return endedStatuses.some((one) => one === status);
}

/** Tells whether a token exists as far as messages are concerned: a provisional one does until it expires. */
export function isLive({ status, expires }: TokenTable, now: number): boolean {
  return status !== 'PROVISIONAL' || (expires !== null && expires > now);
}

/** Tells whether a token is locked: by its user, or because it has not been used for too long. */
export function isLocked(
  service: Pick<ServiceTable, 'idle_days'>,
  { status, last_used }: Pick<TokenTable, 'status' | 'last_used'>,
  now: number,
): boolean {
  if (status === 'LOCKED') return true;
  return status === 'ACTIVE' && last_used + service.idle_days * day < now;
}

/** Locks the rows of a user's tokens that have not ended. The caller holds the user's row lock. */
export function lockRemainingTokens(tx: Tx, uid: string): Promise<TokenTable[]> {
  return lockTokensOfUser(tx, uid, endedStatuses);
}
