/**
 * Another token of the user, which an operation is about.
 * @module
 */
import type { LockedContext } from '../../context.js';
import type { TokenTable } from '../../store/schema/schema.js';
import { holdsSlot, lockRemainingTokens } from '../tokens/token-state.js';

/** Locks the user's tokens, and finds one that holds a slot and is not the one that asks. */
export async function lockOtherToken(
  { tx, user, token }: LockedContext,
  tid: string,
): Promise<TokenTable | undefined> {
  const tokens = await lockRemainingTokens(tx, user.uid);
  return tokens.find((one) => one.tid === tid && tid !== token.tid && holdsSlot(one));
}
