/**
 * Finding a request for approval again, for the page or relying party that made it.
 * @module
 */
import { equalBytes, fromBase64Url } from '../../../crypto/bytes.js';
import { sha256 } from '../../../crypto/hashes.js';
import type { DoorContext } from '../../context.js';
import type { Peer } from '../../service-context.js';
import { findPush, type PushRow } from '../../store/tables/pushes.js';
import { admitPage, checkOrigin } from '../message/page-origin.js';
import type { RelyingParty } from '../tenants/api-keys.js';
import { TokenRefusal } from '../token-refusal.js';

/** What a page presents to prove that a request is its own. */
interface Ticket {
  readonly als: string;
  readonly org: string;
  readonly pid: string;
  /** Its secret, base64url. */
  readonly cv: string;
}

/**
 * Finds the request of a page.
 * @throws {TokenRefusal} `PUSH_ALIAS_ENTRY_DOES_NOT_EXIST`; S1.
 */
export async function findPushOfPage(
  context: DoorContext,
  peer: Peer,
  { als, org, pid, cv }: Ticket,
): Promise<PushRow> {
  const site = await admitPage(context, peer, als);
  checkOrigin(context, peer, site, org);
  const row = await findPush(context.store.read, pid);
  const cc = sha256(fromBase64Url(cv));
  const isTheirs = row?.als === als && row.cc !== null && equalBytes(fromBase64Url(row.cc), cc);
  if (!row || !isTheirs) throw new TokenRefusal('PUSH_ALIAS_ENTRY_DOES_NOT_EXIST');
  return row;
}

/**
 * Finds the request of a relying party.
 * @throws {TokenRefusal} `PUSH_ALIAS_ENTRY_DOES_NOT_EXIST`
 */
export async function findPushOfParty(
  { store }: DoorContext,
  party: RelyingParty,
  pid: string,
): Promise<PushRow> {
  const row = await findPush(store.read, pid);
  if (row?.party !== party.id) throw new TokenRefusal('PUSH_ALIAS_ENTRY_DOES_NOT_EXIST');
  return row;
}
