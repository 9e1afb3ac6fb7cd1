/**
 * What ends when the clock was put back: times of before and after cannot be compared, so what is short-lived ends at
 * once, and what lives longer ends if it seems to come from the future.
 * @module
 */
import { accessTokenLife } from '../../protocol/access-token.js';
import type { ServiceContext } from '../service-context.js';
import { deleteAccessTokensAfter } from '../store/tables/access-tokens.js';
import { clampCodes, voidCodesAfter } from '../store/tables/codes.js';
import { clampEvents } from '../store/tables/events.js';
import { clampResponses, clampSuperseded } from '../store/tables/operation-log.js';
import { deleteOtpRefusals } from '../store/tables/otp-refusals.js';
import { deleteExpiredOtps } from '../store/tables/otps.js';
import { deletePushes } from '../store/tables/pushes.js';
import { listServices } from '../store/tables/services.js';
import type { Store, Tx } from '../store/store.js';
import { deleteProvisionalTokens } from '../store/tables/token-removal.js';
import { clampEnds, clampLastUse } from '../store/tables/tokens.js';
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
 * later than now. What else has a time later than now by which it is removed or listed, gets the time that it is now.
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
    begunActivations: await count((tx, limit) => deleteProvisionalTokens(tx, limit)),
    codes: await count((tx, limit) => voidCodesAfter(tx, now, limit)),
    accessTokens: await count((tx, limit) =>
      deleteAccessTokensAfter(tx, now + accessTokenLife * 1000, limit),
    ),
  };
  await count((tx, limit) => deleteOtpRefusals(tx, ever, limit));
  await clampTimes(context, now);
  return ended;
}

/** Otherwise it would be kept longer, by as much as the clock was wrong, and come first in lists. */
async function clampTimes({ store }: Pick<ServiceContext, 'store'>, now: number): Promise<void> {
  const clamp = (change: (tx: Tx, limit: number) => Promise<number>) => inBatches(store, change);
  await clamp((tx, limit) => clampResponses(tx, now, limit));
  await clamp((tx, limit) => clampSuperseded(tx, now, limit));
  await clamp((tx, limit) => clampCodes(tx, now, limit));
  for (const { mac } of await listServices(store.read)) {
    await clamp((tx, limit) => clampEvents(tx, mac, now, limit));
    await clamp((tx, limit) => clampEnds(tx, mac, now, limit));
  }
  await clampLastUses(store, now);
}

async function clampLastUses(store: Store, now: number): Promise<void> {
  let after: string | undefined = '';
  while (after !== undefined) {
    const from: string = after;
    after = await store.longTransaction((tx) => clampLastUse(tx, from, now));
    await yieldToRequests();
  }
}
