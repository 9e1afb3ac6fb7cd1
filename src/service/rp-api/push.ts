/**
 * Push on behalf of a user: a relying party asks, and is told who approved.
 * @module
 */
import type * as v from 'valibot';
import type { RelyingParty } from '../domain/tenants/api-keys.js';
import { cancelForParty } from '../domain/push/push-cancellation.js';
import { collectForParty, type PartyCollected } from '../domain/push/push-collection.js';
import { requestPush, type PushTicket } from '../domain/push/push-request.js';
import type { TokenContext } from '../domain/token-context.js';
import { TokenRefusal } from '../domain/token-refusal.js';
import { problem } from '../door.js';
import { BadRequest } from '../json-request.js';
import { getService } from '../store/sites.js';
import type { pushName, pushOrder, pushQuestion } from './requests.js';

/**
 * Makes a request in the name of a relying party.
 * @throws {BadRequest} 404, 429.
 */
export function askForParty(
  context: TokenContext,
  party: RelyingParty,
  { login, place = '' }: v.InferOutput<typeof pushOrder>,
): Promise<PushTicket> {
  return orProblem(async () => {
    const tenant = await getService(context.store.read, party.mac);
    return requestPush(context, {
      service: tenant,
      login,
      als: null,
      asker: null,
      cc: null,
      party: party.id,
      site: tenant.name,
      place,
      browser: '',
    });
  });
}

/**
 * Tells a relying party what came of its request.
 * @throws {BadRequest} 404, 410.
 */
export function resultForParty(
  context: TokenContext,
  party: RelyingParty,
  { pid, wait }: v.InferOutput<typeof pushQuestion>,
  signal: AbortSignal,
): Promise<PartyCollected> {
  return orProblem(() => collectForParty(context, party, pid, wait, signal));
}

/**
 * Gives a request of a relying party up.
 * @throws {BadRequest} 404.
 */
export function cancelByParty(
  context: TokenContext,
  party: RelyingParty,
  { pid }: v.InferOutput<typeof pushName>,
): Promise<void> {
  return orProblem(() => cancelForParty(context, party, pid));
}

/** The rules refuse relying parties as they refuse browsers; here that is a problem document too. */
async function orProblem<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TokenRefusal)) throw error;
    const { status, code, retryAfter } = error;
    const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
    throw new BadRequest(problem(status, code, { headers }));
  }
}
