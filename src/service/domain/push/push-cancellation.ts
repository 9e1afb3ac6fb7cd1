/**
 * Cancellation of a request for approval by the page or relying party that made it. A cancelled request still counts
 * against the limits.
 * @module
 */
import { readCancelRequest } from '../../../protocol/push.js';
import type { DoorContext } from '../../context.js';
import type { Peer } from '../../service-context.js';
import { updatePending, type PushRow } from '../../store/tables/pushes.js';
import { checkVersion } from '../message/parsed-message.js';
import type { RelyingParty } from '../tenants/api-keys.js';
import { findPushOfPage, findPushOfParty } from './push-ownership.js';

/** What a page learns: nothing. */
export type Cancelled = Readonly<Record<string, never>>;

/**
 * Answers `POST /btt/v1/push/cancel`, in the same way whether or not the request was still pending.
 * @throws {MalformedError}
 * @throws {TokenRefusal} `PUSH_ALIAS_ENTRY_DOES_NOT_EXIST`, among others.
 */
export async function cancelPush(
  context: DoorContext,
  peer: Peer,
  body: unknown,
): Promise<Cancelled> {
  checkVersion(body);
  const ticket = readCancelRequest(body, '$');
  await cancel(context, await findPushOfPage(context, peer, ticket));
  return {};
}

/**
 * Cancels a request that a relying party made.
 * @throws {TokenRefusal} `PUSH_ALIAS_ENTRY_DOES_NOT_EXIST`
 */
export async function cancelForParty(
  context: DoorContext,
  party: RelyingParty,
  pid: string,
): Promise<void> {
  await cancel(context, await findPushOfParty(context, party, pid));
}

async function cancel(
  { store, notices, log }: DoorContext,
  { pid, uid, mac }: PushRow,
): Promise<void> {
  const wasOpen = await store.transaction((tx) => updatePending(tx, pid, { status: 'cancelled' }));
  if (!wasOpen) return;
  log('info', 'push.cancelled', { service: mac });
  notices.tell(uid ?? pid);
}
