/**
 * `POST /btt/v1/activation`: takes a new static key and a code, and stores a provisional token for them.
 *
 * Idempotent: the same message gets the same answer and never replaces a key, so that a late or replayed
 * copy cannot disturb an activation. Several browsers can begin with the same code; the first
 * activation that is completed uses it up.
 * @module
 */
import { randomBytes, toBase64Url } from '../../../crypto/bytes.js';
import { isLongCode, isShortCode } from '../../../crypto/codes.js';
import { sealDir } from '../../../crypto/jwe.js';
import { activationAnswerHeader } from '../../../protocol/activation.js';
import { padJson } from '../../../protocol/json.js';
import { protocolVersion } from '../../../protocol/limits.js';
import type { DoorContext, TransactionContext } from '../../context.js';
import type { Peer } from '../../service-context.js';
import { countBegun, findCode, lockCode } from '../../store/tables/codes.js';
import type { CodeTable, ServiceTable, TokenTable, UserTable } from '../../store/schema/schema.js';
import { wasEnrolled } from '../../store/tables/enrolments.js';
import { getService } from '../../store/tables/services.js';
import { deleteTokens } from '../../store/tables/token-removal.js';
import { findToken, insertToken } from '../../store/tables/tokens.js';
import { lockUser } from '../../store/tables/users.js';
import { auditedTransaction } from '../audit/audit-trail.js';
import { isUsable, pinStateOf, tokensToReplace } from '../codes/activation-code.js';
import { recordEvent } from '../events/event-record.js';
import type { KeyRing } from '../keys/key-ring.js';
import { longCodeHashes } from '../keys/keyed-values.js';
import { sealDynamicKey } from '../keys/sealed-secrets.js';
import { codeFailures } from '../limits/rate-limits.js';
import { entriesPerCode } from '../limits/stored-limits.js';
import { issueChallenge } from '../message/challenge.js';
import { deny, type Denied } from '../operations/operation-result.js';
import { noBioKey } from '../people/bio-key.js';
import { needOf } from '../people/factor.js';
import { noPinBlock } from '../people/pin.js';
import { policyOf } from '../people/pin-policy.js';
import { openActivation, type Activation } from './activation-message.js';
import { isLive, lockRemainingTokens } from './token-state.js';

/** How long a provisional token lives, in milliseconds; wrong PINs do not prolong it. */
export const provisionalLife = 15 * 60_000;

/** Maximum number of provisional tokens per code. */
export const maxHolders = 5;

const unknownCode = deny('CODE_ENTRY_DOES_NOT_EXIST');

/** An activation that has begun. */
interface BegunActivation {
  readonly ok: true;
  readonly service: ServiceTable;
  readonly user: UserTable;
  readonly code: CodeTable;
  readonly token: TokenTable;
}

/** A message, and the result of trying its code. */
interface CodeTry {
  readonly activation: Activation;
  readonly result: BegunActivation | Denied;
}

/**
 * Answers a request with an encrypted answer (compact JWE).
 * @throws {MalformedError}
 * @throws {TokenRefusal}
 */
export async function beginActivation(
  context: DoorContext,
  peer: Peer,
  body: unknown,
): Promise<string> {
  const { activation, result } = await tryCode(context, peer, body);
  const now = context.clock.now();
  const answer = {
    v: protocolVersion,
    ...(result.ok ? describe(context, result) : result),
    chal: issueChallenge(context, activation.site.als),
    now,
  };
  const { aesKey } = context.keys;
  return sealDir(activation.answerKey, activationAnswerHeader, padJson(answer), aesKey);
}

/** Unknown codes count against the address. */
function tryCode(context: DoorContext, peer: Peer, body: unknown): Promise<CodeTry> {
  const make = async () => {
    const activation = await openActivation(context, peer, body);
    return { activation, result: await hold(context, peer, activation) };
  };
  const isKnown = ({ result }: CodeTry) => result.ok || result.err !== unknownCode.err;
  const { address } = peer;
  return context.limits.judge(codeFailures, { subject: address, address }, make, isKnown);
}

function describe({ publicUrl }: DoorContext, granted: BegunActivation) {
  const { service, user, code, token } = granted;
  return {
    ok: true,
    uid: user.uid,
    login: user.login,
    tid: token.tid,
    pin: pinStateOf(service, user, code),
    need: needOf(service, user, token),
    policy: policyOf(service, publicUrl),
    restore: code.kind === 'restore',
    exp: token.expires,
  };
}

/** Finds the code and stores a provisional token for it, unless this message has stored one already. */
async function hold(
  context: DoorContext,
  { address }: Peer,
  activation: Activation,
): Promise<BegunActivation | Denied> {
  const { claims, tid } = activation;
  if (isShortCode(claims.code)) return deny('CODE_TYPE_NOT_SUPPORTED');
  if (!isLongCode(claims.code)) return unknownCode;
  const found = await findCode(context.store.read, longCodeHashes(context.keys, claims.code));
  if (!found) return unknownCode;
  return auditedTransaction(context, tid, async (tx, audit) => {
    const user = await lockUser(tx, found.uid);
    if (!user) return unknownCode;
    const transaction = { ...context, tx, audit, address };
    const known = await findToken(tx, tid);
    const result = await holdCode(transaction, activation, user, found.id, known);
    if (!known) await recordActivation(transaction, activation, user, result);
    return result;
  });
}

async function holdCode(
  context: TransactionContext,
  activation: Activation,
  user: UserTable,
  id: string,
  known: TokenTable | undefined,
): Promise<BegunActivation | Denied> {
  const { tx, clock } = context;
  const tokens = await lockRemainingTokens(tx, user.uid);
  const code = await lockCode(tx, id);
  if (!code || !isUsable(code)) return unknownCode;
  const service = await getService(tx, code.mac);
  const now = clock.now();
  if (known && !isRepetition(activation, known, code, now)) return unknownCode;
  // A key that was in use once never comes back, also when its token was removed.
  if (!known && (await wasEnrolled(tx, activation.tid))) return unknownCode;
  if (!known && (code.expires <= now || !isLongKind(code))) return unknownCode;
  const refused = checkHolder(activation, service, user, code, tokens);
  if (refused) return refused;
  const token = known ?? (await addToken(context, activation, user, code, tokens, now));
  return { ok: true, service, user, code, token };
}

/** Records that an activation has begun or was refused. A refused one has no token. */
async function recordActivation(
  context: TransactionContext,
  { site, tid }: Activation,
  { uid, mac }: UserTable,
  result: BegunActivation | Denied,
): Promise<void> {
  const at = context.clock.now();
  const event = { at, mac, uid, door: 'btt', als: site.als, address: context.address } as const;
  await recordEvent(context, {
    ...event,
    ...(result.ok
      ? { kind: 'activation.begun', tid }
      : { kind: 'activation.refused', code: result.err }),
  });
}

function isLongKind({ kind }: CodeTable): boolean {
  return kind === 'activation' || kind === 'restore';
}

/** Tells whether this same message made a token whose activation is not complete. */
function isRepetition(
  { encHash }: Activation,
  known: TokenTable,
  code: CodeTable,
  now: number,
): boolean {
  return (
    known.status === 'PROVISIONAL' &&
    isLive(known, now) &&
    known.enc_h === encHash &&
    known.code_id === code.id
  );
}

/** Refuses an activation that this user cannot complete on this site. Checked again on completion. */
function checkHolder(
  { site }: Activation,
  service: ServiceTable,
  user: UserTable,
  code: CodeTable,
  tokens: readonly TokenTable[],
): Denied | undefined {
  if (code.mac !== site.mac) return deny('CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN');
  if (service.status === 'closed') return deny('NO_ACTIVE_SERVICE_FOR_USER');
  if (user.status === 'disabled') return deny('SERVICE_ACCOUNT_STATUS_DISABLED');
  if (user.blocked_at !== null && !code.define_pin) return deny('USER_IS_BLOCKED');
  return tokensToReplace(code, service, tokens) ? undefined : deny('MAX_NB_TOOLS');
}

async function addToken(
  { keys, tx, audit }: TransactionContext,
  activation: Activation,
  user: UserTable,
  code: CodeTable,
  tokens: readonly TokenTable[],
  now: number,
): Promise<TokenTable> {
  const { tid } = activation;
  const holders = tokens
    .filter(({ status, code_id }) => status === 'PROVISIONAL' && code_id === code.id)
    .sort((a, b) => a.created - b.created);
  const tooOld = holders.slice(0, Math.max(0, holders.length + 1 - maxHolders));
  await deleteTokens(
    tx,
    tooOld.map((token) => token.tid),
  );
  const token = await provisionalToken(keys, activation, user, code, now);
  await insertToken(tx, token);
  const begun = await countBegun(tx, code.id);
  if (begun <= entriesPerCode) {
    await audit('activation.begun', tid, { uid: code.uid, code: code.id, begun });
  }
  return token;
}

async function provisionalToken(
  keys: KeyRing,
  { claims, site, tid, jwk, encHash, firstKey }: Activation,
  user: UserTable,
  code: CodeTable,
  now: number,
): Promise<TokenTable> {
  const sealed = await sealDynamicKey(keys, tid, 0, firstKey);
  return {
    tid,
    uid: code.uid,
    mac: code.mac,
    als: site.als,
    name: claims.name,
    platform: claims.plat,
    pub: JSON.stringify(jwk),
    status: 'PROVISIONAL',
    n: 0,
    k_sealed: sealed.sealed,
    kek_v: sealed.kekVersion,
    enc_h: encHash,
    code_id: code.id,
    expires: now + provisionalLife,
    ...noBioKey,
    bio_had: 0,
    bio_salt: toBase64Url(randomBytes(16)),
    bio_pepper_v: keys.pepper.current,
    ...noPinBlock,
    wrong_pins_told: user.wrong_pins,
    last_used: now,
    created: now,
    ended_at: null,
  };
}
