/**
 * Removes expired and superseded rows. Every rule checks expiry itself, so none depends on when this runs.
 * @module
 */
import type { ServiceContext } from '../service-context.js';
import { deleteExpiredAccessTokens } from '../store/access-tokens.js';
import { deleteExpiredCodes } from '../store/codes.js';
import { deleteEvents } from '../store/events.js';
import { deleteSuperseded, eraseResponses } from '../store/operation-log.js';
import { deleteOtpRefusals } from '../store/otp-refusals.js';
import { deleteExpiredOtps } from '../store/otps.js';
import { deletePushes, eraseExpiredOtps } from '../store/pushes.js';
import type { ServiceTable } from '../store/schema/schema.js';
import { listServices } from '../store/services.js';
import { deleteEndedTokens, deleteExpiredTokens } from '../store/tokens.js';
import { inBatches } from './batches.js';
import { responseLife } from './message/sync.js';
import { repetitionTime } from './otp/otp-verification.js';
import { pushRetention } from './push/push-request.js';

const day = 24 * 60 * 60_000;

/** How long a used or expired one-time password is kept, in milliseconds. */
const otpRetention = 60_000;

/**
 * How long superseded entries of the operation log are kept, in milliseconds. Longer than any message can be delayed.
 */
export const logRetention = day;

/**
 * Removes expired OTPs, access tokens and provisional tokens, old requests for approval, and from the operation log old
 * answers and superseded entries; of each service, what its settings no longer keep. The entry that led a token to its
 * position stays as long as the token. To be called about once a minute.
 * @param signal ends the work early; the next call goes on.
 */
export async function keepHouse(
  { store, clock }: Pick<ServiceContext, 'store' | 'clock'>,
  signal?: AbortSignal,
): Promise<void> {
  const now = clock.now();
  const clear: Clear = async (change) => {
    if (!signal?.aborted) await inBatches(store, change, signal);
  };
  await clear((tx, limit) => deleteExpiredOtps(tx, now - otpRetention, limit));
  await clear((tx, limit) => deleteOtpRefusals(tx, now - repetitionTime, limit));
  await clear((tx, limit) => eraseExpiredOtps(tx, now, limit));
  await clear((tx, limit) => deletePushes(tx, now - pushRetention, limit));
  await clear((tx, limit) => eraseResponses(tx, now - responseLife, limit));
  await clear((tx, limit) => deleteSuperseded(tx, now - logRetention, limit));
  await clear((tx, limit) => deleteExpiredAccessTokens(tx, now, limit));
  await clear((tx, limit) => deleteExpiredTokens(tx, now, limit));
  for (const service of await listServices(store.read)) await purge(clear, service, now);
  await store.scrub();
}

/** Makes a change in batches. */
type Clear = (change: Parameters<typeof inBatches>[1]) => Promise<void>;

/** Removes old events, tokens that have ended and codes that have expired. Seals and enrolments outlive them. */
async function purge(
  clear: Clear,
  { mac, event_days, ended_days }: ServiceTable,
  now: number,
): Promise<void> {
  const oldest = now - event_days * day;
  const ended = now - ended_days * day;
  await clear((tx, limit) => deleteEvents(tx, mac, oldest, limit));
  await clear((tx, limit) => deleteEndedTokens(tx, mac, ended, limit));
  await clear((tx, limit) => deleteExpiredCodes(tx, mac, ended, limit));
}
