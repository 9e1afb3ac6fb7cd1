/**
 * What every signed message of a token passes before anything is locked: parsing, then S1, S4, S2, S3.
 *
 * The challenge comes before the token, so that a flood costs one HMAC, and no statement is signed over a
 * challenge that is not the service's own.
 * @module
 */
import { toBase64Url, utf8 } from '../../../crypto/bytes.js';
import type { EcPublicJwk } from '../../../crypto/jwk.js';
import type { Envelope } from '../../../protocol/envelope.js';
import { MalformedError, type Reader } from '../../../protocol/read.js';
import type { Peer } from '../../context.js';
import type { TokenTable } from '../../store/schema.js';
import type { SiteOfService } from '../../store/sites.js';
import { findToken } from '../../store/tokens.js';
import { isLive } from '../tokens/token-state.js';
import { challengeTime } from './challenge.js';
import { staticFailures } from '../limits/rate-limits.js';
import {
  checkHeaders,
  isSignedStatically,
  type Signed,
  type StaticallySigned,
} from './signatures.js';
import { admitPage, checkOrigin } from './page-origin.js';
import { refuseToken } from './refusal-statement.js';
import { decodeStrictJson } from './strict-json.js';
import type { TokenContext } from '../token-context.js';
import { TokenRefusal } from '../token-refusal.js';

/** What the cores of all signed messages have in common. */
export interface Core {
  readonly iss: string;
  readonly als: string;
  readonly org: string;
  readonly tid: string;
  readonly chal: string;
}

/** A parsed message; nothing in it has been verified. */
export interface Message<C extends Core> extends Signed {
  readonly core: C;
  /** SHA-256 of the payload as it was sent, base64url. */
  readonly ch: string;
}

/** A message whose static signature is right. */
export interface Admitted<C extends Core> extends Message<C> {
  readonly site: SiteOfService;
  /** The token as it was before anything was locked: only its immutable members count. */
  readonly token: Pick<TokenTable, 'tid' | 'uid' | 'pub'>;
  /** When the message can first have been built, milliseconds. */
  readonly builtAt: number;
}

/**
 * Parses a message of this service.
 * @throws {MalformedError}
 */
export function parseMessage<C extends Core>(
  { publicUrl, hashes }: TokenContext,
  { payload, signatures }: Envelope,
  readCore: Reader<C>,
): Message<C> {
  const raw = decodeStrictJson(payload);
  checkVersion(raw);
  const core = readCore(raw, '$');
  if (core.iss !== publicUrl) throw new MalformedError('$.iss');
  checkHeaders({ payload, signatures }, core.tid);
  return { core, payload, signatures, ch: toBase64Url(hashes.sha256(utf8(payload))) };
}

/**
 * Refuses a message of another version of the protocol.
 * @throws {TokenRefusal} `VERSION_UNSUPPORTED`
 */
export function checkVersion(raw: unknown): void {
  const isOther =
    typeof raw === 'object' && raw !== null && 'v' in raw && Number.isInteger(raw.v) && raw.v !== 1;
  if (isOther) throw new TokenRefusal('VERSION_UNSUPPORTED');
}

/**
 * Applies S1, S4, S2 and S3 to a message.
 * @throws {TokenRefusal} with the code of the rule
 */
export async function admit<C extends Core>(
  context: TokenContext,
  peer: Peer,
  message: Message<C>,
): Promise<Admitted<C>> {
  const { core } = message;
  const site = await admitPage(context, peer, core.als);
  checkOrigin(context, peer, site, core.org);
  const builtAt = challengeTime(context.keys, core.als, core.chal, context.clock.now());
  if (builtAt === undefined) throw new TokenRefusal('CHALLENGE_STALE');
  const token = await findLiveToken(context, core);
  if (!token) throw await refuseToken(context, core, 'gone');
  await checkStaticKey(context, peer, staticPart(message, token.pub));
  return { ...message, site, token, builtAt };
}

/** Rule S2: a token of this alias that is not a provisional one whose time is over. */
export async function findLiveToken(
  { store, clock }: TokenContext,
  { tid, als }: Pick<Core, 'tid' | 'als'>,
): Promise<TokenTable | undefined> {
  const token = await findToken(store.read, tid);
  return token?.als === als && isLive(token, clock.now()) ? token : undefined;
}

/**
 * Rule S3. Never changes a token: whoever knows a `tid` could lock it otherwise.
 * @throws {TokenRefusal} `STATIC_TOKEN_KEY_IS_INVALID`, `RATE_LIMITED`
 */
export async function checkStaticKey(
  { limits }: TokenContext,
  { address }: Peer,
  signed: StaticallySigned,
): Promise<void> {
  const isRight = await limits.attempt(staticFailures, `${signed.tid} ${address}`, () =>
    isSignedStatically(signed),
  );
  if (!isRight) throw new TokenRefusal('STATIC_TOKEN_KEY_IS_INVALID');
}

/** The part of a message that is checked first, with the key that the token has at the service. */
export function staticPart(
  { core, payload, signatures }: Message<Core>,
  pub: string,
): StaticallySigned {
  const [signature] = signatures;
  return { tid: core.tid, payload, signature, key: JSON.parse(pub) as EcPublicJwk };
}
