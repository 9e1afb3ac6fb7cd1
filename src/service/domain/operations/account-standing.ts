/**
 * Whether service, user and token are in a state that allows an operation, checked in a fixed order so that
 * the refusal does not vary.
 * @module
 */
import type { LockedContext } from '../../context.js';
import { isLocked } from '../tokens/token-state.js';
import type { OperationConditions } from './operation-handler.js';
import { deny, type Denied } from './operation-result.js';

/** Checks the standing for an operation; returns undefined when it is good. */
export function checkStanding(
  context: LockedContext,
  operation: OperationConditions,
): Denied | undefined {
  const { service, user, token, now } = context;
  if (service.status === 'closed') return deny('NO_ACTIVE_SERVICE_FOR_USER');
  if (user.status === 'disabled') return deny('SERVICE_ACCOUNT_STATUS_DISABLED');
  if ((token.status === 'PROVISIONAL') !== operation.isForProvisionalToken) {
    return deny('NO_DEVICE_FOUND');
  }
  if (!operation.worksWhenTokenIsBlocked) {
    const isExcused = operation.worksWhenBlockedByPins && token.blocked_by_pins === 1;
    if (token.status === 'BLOCKED' && !isExcused) return deny('TOKEN_IS_BLOCKED');
    if (isLocked(service, token, now)) return deny('DEVICE_LOCKED');
  }
  if (user.blocked_at !== null && !operation.worksWhenUserIsBlocked) return deny('USER_IS_BLOCKED');
  return undefined;
}
