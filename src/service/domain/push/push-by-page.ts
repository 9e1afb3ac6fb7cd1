/**
 * `POST /btt/v1/push`: a page asks for the approval of another browser of the user.
 * @module
 */
import type { EcPublicJwk } from '../../../crypto/jwk.js';
import { tokenId } from '../../../protocol/fields.js';
import { platformName } from '../../../protocol/platform.js';
import { pushType, readPushClaims, readPushRequest } from '../../../protocol/push.js';
import { exactly, MalformedError, oneOf, type ReadBy } from '../../../protocol/readers.js';
import type { DoorContext } from '../../context.js';
import type { Peer } from '../../service-context.js';
import { findPushByHash } from '../../store/tables/pushes.js';
import type { ServiceTable, TokenTable } from '../../store/schema/schema.js';
import { getUser } from '../../store/tables/users.js';
import { strangerPushes, tokenPushes } from '../limits/rate-limits.js';
import { checkStaticKey, findLiveToken } from '../message/admission.js';
import { challengeTime } from '../message/challenge.js';
import { admitPage, checkOrigin } from '../message/page-origin.js';
import { checkVersion } from '../message/parsed-message.js';
import { decodeStrictJson } from '../message/strict-json.js';
import { TokenRefusal } from '../token-refusal.js';
import { isLocked } from '../tokens/token-state.js';
import { repeatPush, requestPush, requirePush, type PushTicket } from './push-request.js';

const readHeader = exactly({ alg: oneOf('ES256'), typ: oneOf(pushType), kid: tokenId });

/**
 * Answers a request; a repeated request gets the same answer.
 * @throws {MalformedError}
 * @throws {TokenRefusal} `STATIC_TOKEN_KEY_IS_INVALID` for a signature that is wrong, or missing where one is
 *   needed; `RATE_LIMITED` by address or login, among others.
 */
export async function askPush(
  context: DoorContext,
  peer: Peer,
  body: unknown,
): Promise<PushTicket> {
  checkVersion(body);
  const request = readPushRequest(body, '$');
  const { als, org, login, cc, chal, sig } = request;
  const site = await admitPage(context, peer, als);
  checkOrigin(context, peer, site, org);
  const { service } = site;
  requirePush(service);
  const builtAt = challengeTime(context, als, chal);
  if (builtAt === undefined) throw new TokenRefusal('CHALLENGE_STALE');
  const earlier = await findPushByHash(context.store.read, cc);
  if (earlier) return repeatPush(context, request, earlier);
  const asker = sig === undefined ? null : await verifyAsker(context, peer, service, request, sig);
  countRequest(context, peer, service, asker);
  const browser = platformName(peer.agent ?? '');
  return requestPush(context, {
    service,
    login,
    als,
    asker,
    cc,
    party: null,
    site: site.name,
    // A page could name any place, and a network address is no place: none is shown.
    place: '',
    browser,
  });
}

/**
 * Counts a request: by token for an enrolled browser, so that others at its address cannot use up its limit; by
 * address for other browsers.
 * @throws {TokenRefusal} `RATE_LIMITED`; `STATIC_TOKEN_KEY_IS_INVALID` where only enrolled browsers may ask.
 */
function countRequest(
  { limits, log }: DoorContext,
  { address }: Peer,
  { mac, push_open, push_per_address }: ServiceTable,
  asker: string | null,
): void {
  try {
    if (asker !== null) return limits.count(tokenPushes, asker);
    limits.count(strangerPushes(push_per_address), `${mac} ${address}`);
  } catch (error) {
    log('info', 'push.requested', { service: mac, limited: true });
    throw error;
  }
  if (push_open !== 1) throw new TokenRefusal('STATIC_TOKEN_KEY_IS_INVALID');
}

/** The token that signed a request. A wrong signature, or one by a token that is not in order, counts as a failure. */
async function verifyAsker(
  context: DoorContext,
  peer: Peer,
  service: ServiceTable,
  request: ReadBy<typeof readPushRequest>,
  sig: string,
): Promise<string> {
  const [header = '', payload = '', signature = ''] = sig.split('.');
  const { kid } = readHeader(decodeStrictJson(header), '$.sig');
  const { iss, tid, ...claims } = readPushClaims(decodeStrictJson(payload), '$.sig');
  const { sig: _, ...members } = request;
  const isSame = Object.entries(members).every(
    ([name, value]) => claims[name as keyof typeof claims] === value,
  );
  if (!isSame || iss !== context.publicUrl || tid !== kid) throw new MalformedError('$.sig');
  const token = await findLiveToken(context, { tid, als: request.als });
  const isKnown = token !== undefined && (await isInOrder(context, service, token));
  await checkStaticKey(context, peer, {
    tid,
    payload,
    signature: { protected: header, signature },
    key: isKnown ? (JSON.parse(token.pub) as EcPublicJwk) : undefined,
  });
  return tid;
}

/** Whether a token counts as enrolled: it and its user are active, even if wrong PINs have blocked the user. */
async function isInOrder(
  { store, clock }: DoorContext,
  service: ServiceTable,
  token: TokenTable,
): Promise<boolean> {
  if (token.status !== 'ACTIVE' || isLocked(service, token, clock.now())) return false;
  return (await getUser(store.read, token.uid)).status === 'active';
}
