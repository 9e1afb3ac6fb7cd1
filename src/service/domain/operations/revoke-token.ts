/**
 * Operation `token.revoke`: the token ends itself and frees its slot. Needs no factor, since it gives no
 * rights to whoever holds the browser.
 * @module
 */
import { endToken } from '../../store/tables/tokens.js';
import type { OperationHandler } from './operation-handler.js';

export const revokeToken: OperationHandler<'token.revoke'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: true,
  worksWhenUserIsBlocked: true,
  // Nothing comes after it.
  limitsFor: () => 'none',
  async run({ tx, audit, now, token }) {
    await endToken(tx, token.tid, 'REVOKED', now);
    await audit('token.revoked', token.tid, { uid: token.uid });
    return { ok: true, out: {}, fx: { revoked: true } };
  },
};
