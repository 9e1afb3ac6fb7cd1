/**
 * Removes expired and superseded rows. Every rule checks expiry itself, so none depends on when this runs.
 * @module
 */
import type { ServiceContext } from '../service-context.js';
import { deleteExpiredAccessTokens } from '../store/tables/access-tokens.js';
import { movePurgeMark } from '../store/tables/clock-marks.js';
import { deleteExpiredCodes } from '../store/tables/codes.js';
import { deleteEvents } from '../store/tables/events.js';
import { deleteSuperseded, eraseResponses } from '../store/tables/operation-log.js';
import { deleteOtpRefusals } from '../store/tables/otp-refusals.js';
import { deleteExpiredOtps } from '../store/tables/otps.js';
import { deletePushes, eraseExpiredOtps } from '../store/tables/pushes.js';
import type { ServiceTable } from '../store/schema/schema.js';
import { listServices } from '../store/tables/services.js';
import { deleteEndedTokens, deleteExpiredTokens } from '../store/tables/token-removal.js';
import { inTurns, type Change } from './batches.js';
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
 * By how much the removal of old events, browsers and codes follows the clock in one run, in milliseconds. What is removed
 * cannot come back: a clock that is wrong for a minute must not make everything look old.
 */
const purgeStep = 2 * 60 * 60_000;

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
  await inTurns(store, expired(now), signal);
  const until = await store.transaction((tx) => movePurgeMark(tx, now, purgeStep));
  let failure: { readonly error: unknown } | undefined;
  for (const service of await listServices(store.read)) {
    // A failure in one service keeps none of the others from being purged.
    await inTurns(store, outdated(service, until), signal).catch((error: unknown) => {
      failure ??= { error };
    });
  }
  await store.scrub();
  if (failure) throw failure.error;
}

/** Removal of what has a fixed life. */
function expired(now: number): Change[] {
  return [
    (tx, limit) => deleteExpiredOtps(tx, now - otpRetention, limit),
    (tx, limit) => deleteOtpRefusals(tx, now - repetitionTime, limit),
    (tx, limit) => eraseExpiredOtps(tx, now, limit),
    (tx, limit) => deletePushes(tx, now - pushRetention, limit),
    (tx, limit) => eraseResponses(tx, now - responseLife, limit),
    (tx, limit) => deleteSuperseded(tx, now - logRetention, limit),
    (tx, limit) => deleteExpiredAccessTokens(tx, now, limit),
    (tx, limit) => deleteExpiredTokens(tx, now, limit),
  ];
}

/** Removal of old events, tokens that have ended and codes that have expired. Seals and enrolments outlive them. */
function outdated({ mac, event_days, ended_days }: ServiceTable, now: number): Change[] {
  const oldest = now - event_days * day;
  const ended = now - ended_days * day;
  return [
    (tx, limit) => deleteEvents(tx, mac, oldest, limit),
    (tx, limit) => deleteEndedTokens(tx, mac, ended, limit),
    (tx, limit) => deleteExpiredCodes(tx, mac, ended, limit),
  ];
}
