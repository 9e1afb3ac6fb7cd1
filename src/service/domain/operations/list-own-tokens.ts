/**
 * Operation `token.list`: lists the browsers of the user, so that a person can check that all of them are theirs.
 * @module
 */
import { holdsSlot, lockRemainingTokens, isLocked } from '../tokens/token-state.js';
import type { OperationHandler } from './operation-handler.js';

export const listOwnTokens: OperationHandler<'token.list'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  async run({ tx, now, service, user }) {
    const tokens = (await lockRemainingTokens(tx, user.uid)).filter(holdsSlot);
    tokens.sort((a, b) => a.created - b.created || (a.tid < b.tid ? -1 : 1));
    const out = tokens.map((token) => ({
      tid: token.tid,
      name: token.name,
      plat: token.platform,
      st: stateOf(isLocked(service, token, now), token.status),
      created: token.created,
      used: token.last_used,
    }));
    return { ok: true, out: { tokens: out } };
  },
};

function stateOf(locked: boolean, status: string): 'active' | 'blocked' | 'locked' {
  if (locked) return 'locked';
  return status === 'BLOCKED' ? 'blocked' : 'active';
}
