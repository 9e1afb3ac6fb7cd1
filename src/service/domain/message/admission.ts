/**
 * What every signed message of a token passes before anything is locked: S1, S4, S2, S3.
 *
 * The challenge comes before the token, so that a flood costs one HMAC per message, and a statement is signed
 * only over a challenge of this service.
 * @module
 */
import type { EcPublicJwk } from '../../../crypto/jwk.js';
import type { DoorContext } from '../../context.js';
import type { Peer } from '../../service-context.js';
import type { TokenTable } from '../../store/schema/schema.js';
import type { SiteOfService } from '../../store/tables/sites.js';
import { findToken } from '../../store/tables/tokens.js';
import { staticFailures } from '../limits/rate-limits.js';
import { TokenRefusal } from '../token-refusal.js';
import { isLive } from '../tokens/token-state.js';
import { challengeTime } from './challenge.js';
import { admitPage, checkOrigin } from './page-origin.js';
import type { MessageCore, ParsedMessage } from './parsed-message.js';
import { refuseToken } from './refusal-statement.js';
import { isSignedStatically, type StaticallySigned } from './signatures.js';

/** A message whose static signature is right. */
export interface AdmittedMessage<C extends MessageCore> extends ParsedMessage<C> {
  readonly site: SiteOfService;
  /** The token as it was before anything was locked: only its immutable members count. */
  readonly token: Pick<TokenTable, 'tid' | 'uid' | 'pub'>;
  /** The earliest time at which the message can have been built, in milliseconds. */
  readonly builtAt: number;
}

/**
 * Applies S1, S4, S2 and S3 to a message.
 * @throws {TokenRefusal} with the code of the rule
 */
export async function admitMessage<C extends MessageCore>(
  context: DoorContext,
  peer: Peer,
  message: ParsedMessage<C>,
): Promise<AdmittedMessage<C>> {
  const { core } = message;
  const site = await admitPage(context, peer, core.als);
  checkOrigin(context, peer, site, core.org);
  const builtAt = challengeTime(context, core.als, core.chal);
  if (builtAt === undefined) throw new TokenRefusal('CHALLENGE_STALE');
  const token = await findLiveToken(context, core);
  if (!token) throw await refuseToken(context, core, 'gone');
  await checkStaticKey(context, peer, staticPart(message, token.pub));
  return { ...message, site, token, builtAt };
}

/** Rule S2: finds a token of this alias, unless it is provisional and has expired. */
export async function findLiveToken(
  { store, clock }: DoorContext,
  { tid, als }: Pick<MessageCore, 'tid' | 'als'>,
): Promise<TokenTable | undefined> {
  const token = await findToken(store.read, tid);
  return token?.als === als && isLive(token, clock.now()) ? token : undefined;
}

/**
 * Rule S3. Changes no token: otherwise whoever knows a `tid` could lock it.
 * @throws {TokenRefusal} `STATIC_TOKEN_KEY_IS_INVALID`, or `RATE_LIMITED` after many of them; `SERVICE_UNAVAILABLE`
 */
export async function checkStaticKey(
  { limits }: DoorContext,
  { address }: Peer,
  signed: StaticallySigned,
): Promise<void> {
  const who = { subject: `${signed.tid} ${address}`, address };
  const isRight = await limits.judge(staticFailures, who, () => isSignedStatically(signed));
  if (!isRight) throw new TokenRefusal('STATIC_TOKEN_KEY_IS_INVALID');
}

/** The same within a judgement that is under way already. */
export async function checkStaticKeyWithin(
  { limits }: DoorContext,
  { address }: Peer,
  signed: StaticallySigned,
): Promise<void> {
  if (await isSignedStatically(signed)) return;
  limits.count(staticFailures, `${signed.tid} ${address}`);
  throw new TokenRefusal('STATIC_TOKEN_KEY_IS_INVALID');
}

/** The static signature of a message, with the public key that the service has for the token. */
export function staticPart(
  { core, payload, signatures }: ParsedMessage<MessageCore>,
  pub: string,
): StaticallySigned {
  const [signature] = signatures;
  return { tid: core.tid, payload, signature, key: JSON.parse(pub) as EcPublicJwk };
}
