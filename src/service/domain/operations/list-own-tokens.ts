/**
 * Operation `token.list`: lists the browsers of the user, so that a person can check that all of them are theirs.
 * @module
 */
import { tokenList } from '../tokens/token-list.js';
import { lockRemainingTokens } from '../tokens/token-state.js';
import type { OperationHandler } from './operation-handler.js';

export const listOwnTokens: OperationHandler<'token.list'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  async run({ tx, now, service, user }) {
    const tokens = await lockRemainingTokens(tx, user.uid);
    return { ok: true, out: { tokens: tokenList(service, tokens, now) } };
  },
};
