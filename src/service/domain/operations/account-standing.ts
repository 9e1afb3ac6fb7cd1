/**
 * Whether service, user and token are in a state for an operation, always checked in one order, so that
 * the answer is always the same.
 * @module
 */
import { isLocked } from '../tokens/token-state.js';
import { deny, type Denied, type Operation, type Scene } from './operation-scope.js';

/** What an operation is not particular about. */
export type Leniency = Pick<
  Operation,
  'isForProvisionalToken' | 'worksWhenTokenIsBlocked' | 'worksWhenUserIsBlocked'
>;

/** Checks the standing for an operation; undefined when it is good. */
export function checkStanding(scene: Scene, operation: Leniency): Denied | undefined {
  const { service, user, token, now } = scene;
  if (service.status === 'closed') return deny('NO_ACTIVE_SERVICE_FOR_USER');
  if (user.status === 'deleted') return deny('USER_ENTRY_DOES_NOT_EXIST');
  if (user.status === 'disabled') return deny('SERVICE_ACCOUNT_STATUS_DISABLED');
  if ((token.status === 'PROVISIONAL') !== operation.isForProvisionalToken) {
    return deny('NO_DEVICE_FOUND');
  }
  if (!operation.worksWhenTokenIsBlocked) {
    if (token.status === 'BLOCKED') return deny('TOKEN_IS_BLOCKED');
    if (isLocked(service, token, now)) return deny('DEVICE_LOCKED');
  }
  if (user.blocked_at !== null && !operation.worksWhenUserIsBlocked) return deny('USER_IS_BLOCKED');
  return undefined;
}
