/**
 * What ends when the clock was put back: times of before and after cannot be compared, so what is short-lived ends at
 * once, and what lives longer ends if it seems to come from the future.
 * @module
 */
import { accessTokenLife } from '../../protocol/access-token.js';
import type { ServiceContext } from '../service-context.js';
import { deleteAccessTokensAfter } from '../store/access-tokens.js';
import { voidCodesAfter } from '../store/codes.js';
import { clampResponses, clampSuperseded } from '../store/operation-log.js';
import { deleteExpiredOtps } from '../store/otps.js';
import { deletePushes } from '../store/pushes.js';
import type { Tx } from '../store/store.js';
import { clampLastUse, deleteExpiredTokens } from '../store/tokens.js';
import { inBatches, yieldToRequests } from './batches.js';

/** A time that every row is before. */
const ever = Number.MAX_SAFE_INTEGER;

/** How many rows of each kind have ended. */
export interface EndedBySetBack {
  readonly oneTimePasswords: number;
  readonly pushRequests: number;
  readonly begunActivations: number;
  readonly codes: number;
  readonly accessTokens: number;
}

/**
 * Ends all one-time passwords, requests for approval and begun activations; codes and access tokens that were issued
 * later than now. Times of use later than now become now.
 */
export async function endAfterSetBack(
  context: Pick<ServiceContext, 'store' | 'clock'>,
): Promise<EndedBySetBack> {
  const { store } = context;
  const now = context.clock.now();
  const count = (change: (tx: Tx, limit: number) => Promise<number>) => inBatches(store, change);
  const ended = {
    oneTimePasswords: await count((tx, limit) => deleteExpiredOtps(tx, ever, limit)),
    pushRequests: await count((tx, limit) => deletePushes(tx, ever, limit)),
    begunActivations: await count((tx, limit) => deleteExpiredTokens(tx, ever, limit)),
    codes: await count((tx, limit) => voidCodesAfter(tx, now, limit)),
    accessTokens: await count((tx, limit) =>
      deleteAccessTokensAfter(tx, now + accessTokenLife * 1000, limit),
    ),
  };
  await count((tx, limit) => clampResponses(tx, now, limit));
  await count((tx, limit) => clampSuperseded(tx, now, limit));
  await clampLastUses(context, now);
  return ended;
}

async function clampLastUses({ store }: Pick<ServiceContext, 'store'>, now: number): Promise<void> {
  let after: string | undefined = '';
  while (after !== undefined) {
    const from: string = after;
    after = await store.longTransaction((tx) => clampLastUse(tx, from, now));
    await yieldToRequests();
  }
}
