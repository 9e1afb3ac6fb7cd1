/**
 * `POST /btt/v1/status`: says in which state tokens are. It takes no step of the ratchet, but detects copies too.
 * @module
 */
import { statusMacKey } from '../../../protocol/key-schedule.js';
import { protocolVersion } from '../../../protocol/limits.js';
import { MalformedError } from '../../../protocol/readers.js';
import {
  readStatusCore,
  readStatusRequest,
  statusType,
  type StatusCore,
} from '../../../protocol/status.js';
import type { WrongPins } from '../../../protocol/wrong-pins.js';
import type { DoorContext, LockedContext } from '../../context.js';
import type { Peer, ServiceContext } from '../../service-context.js';
import { findTimeOfStep } from '../../store/tables/operation-log.js';
import type { ServiceTable, TokenTable, UserTable } from '../../store/schema/schema.js';
import { getService } from '../../store/tables/services.js';
import { listTokensWithStatus } from '../../store/tables/tokens.js';
import { getUser } from '../../store/tables/users.js';
import { auditedTransaction } from '../audit/audit-trail.js';
import { signAsService } from '../keys/key-ring.js';
import { openDynamicKey } from '../keys/sealed-secrets.js';
import { tokenStatuses } from '../limits/rate-limits.js';
import { checkStaticKey, findLiveToken, staticPart } from '../message/admission.js';
import { clockMargin } from '../clock.js';
import { challengeTime, issueChallenge } from '../message/challenge.js';
import { endCopiedToken, raiseAlarm } from '../message/message-outcome.js';
import type { Evidence } from '../message/message-verdict.js';
import { admitPage, checkOrigin } from '../message/page-origin.js';
import { checkVersion, parseMessage, type ParsedMessage } from '../message/parsed-message.js';
import { lockAccount } from '../message/ratchet-rules.js';
import { isSignedDynamically } from '../message/signatures.js';
import { needOf, type NeedMessage } from '../people/factor.js';
import { needsNewPin, pinTriesLeft } from '../people/pin.js';
import { untoldWrongPins } from '../people/wrong-pins.js';
import { inboxOf, untilInboxDiffers, type ShownPush } from '../push/push-inbox.js';
import { TokenRefusal } from '../token-refusal.js';
import { tokenList, tokenListMark } from './token-list.js';
import { isEnded, isLocked, slotStatuses } from './token-state.js';

/** What is said of one token besides its id and the challenge. */
interface State {
  readonly st: Refused | 'active' | 'blocked' | 'locked';
  readonly usr?: UserTable['status'] | 'blocked';
  readonly login?: string;
  /** Name of the token. */
  readonly name?: string;
  readonly need?: NeedMessage;
  /** Wrong PINs left. */
  readonly left?: number;
  /** Wrong PINs since the last right one in this browser. */
  readonly wrong?: WrongPins;
  /** Another one after each change of the list of the user's tokens. */
  readonly list?: string;
  readonly push?: readonly ShownPush[];
}

/** Why nothing more is said of a token. */
type Refused = 'chal' | 'gone' | 'static' | 'desync' | 'ahead' | 'stale';

/** What is said of one token. */
interface Item extends State {
  readonly tid: string;
  /** The challenge of the question. */
  readonly re: string;
}

/**
 * Answers a request with a compact JWS. With `wait` it answers when the requests for approval that these tokens may
 * answer differ from those that the browser knows, or the time is over.
 *
 * @param signal aborted when the sender has gone away.
 * @throws {MalformedError}
 * @throws {TokenRefusal} `RATE_LIMITED` among others.
 */
export async function answerStatus(
  context: DoorContext,
  peer: Peer,
  body: unknown,
  signal?: AbortSignal,
): Promise<string> {
  checkVersion(body);
  const { als, items, wait, known = [] } = readStatusRequest(body, '$');
  const messages = items.map((item) => parseMessage(context, item, readStatusCore));
  const site = await admitPage(context, peer, als);
  for (const { core } of messages) {
    if (core.als !== als) throw new MalformedError('$.items.als');
    checkOrigin(context, peer, site, core.org);
  }
  // One that waits is counted once.
  const count = (tid: string): void => context.limits.count(tokenStatuses, tid);
  let answers = await statesOf(context, peer, messages, count);
  if (wait) {
    const tids = answers.filter(({ push }) => push !== undefined).map(({ tid }) => tid);
    await untilInboxDiffers(context, tids, known, wait, signal);
    answers = await statesOf(context, peer, messages);
  }
  const now = context.clock.now();
  return signAsService(context.keys, statusType, {
    v: protocolVersion,
    iss: context.publicUrl,
    als,
    items: answers,
    chal: issueChallenge(context, als),
    now,
  });
}

/**
 * The states of tokens, in the order of the messages.
 * @param count is told of each token whose signature is right.
 */
async function statesOf(
  context: DoorContext,
  peer: Peer,
  messages: readonly ParsedMessage<StatusCore>[],
  count?: (tid: string) => void,
): Promise<Item[]> {
  const answers: Item[] = [];
  for (const message of messages) {
    const { tid, chal } = message.core;
    answers.push({ tid, re: chal, ...(await stateOf(context, peer, message, count)) });
  }
  return answers;
}

/** Applies S4, S2 and S3 to one item, then reads without a lock, and under locks if the position does not fit. */
async function stateOf(
  context: DoorContext,
  peer: Peer,
  message: ParsedMessage<StatusCore>,
  count?: (tid: string) => void,
): Promise<State> {
  const { core } = message;
  const builtAt = challengeTime(context, core.als, core.chal);
  if (builtAt === undefined) return { st: 'chal' };
  const token = await findLiveToken(context, core);
  if (!token) return { st: 'gone' };
  if (!(await isStaticKeyRight(context, peer, message, token.pub))) return { st: 'static' };
  count?.(core.tid);
  if (token.status === 'DESYNC') return { st: 'desync' };
  if (isEnded(token) || token.status === 'PROVISIONAL') return { st: 'gone' };
  if (token.n === core.n && (await isRight(context, message, token))) {
    return describe(context, token);
  }
  return judgeStatus(context, peer, message, token.uid, builtAt);
}

async function isStaticKeyRight(
  context: DoorContext,
  peer: Peer,
  message: ParsedMessage<StatusCore>,
  pub: string,
): Promise<boolean> {
  try {
    await checkStaticKey(context, peer, staticPart(message, pub));
    return true;
  } catch (error) {
    const isWrong = error instanceof TokenRefusal && error.code === 'STATIC_TOKEN_KEY_IS_INVALID';
    if (isWrong) return false;
    throw error;
  }
}

async function isRight(
  { keys, hashes }: Pick<ServiceContext, 'keys' | 'hashes'>,
  message: ParsedMessage<StatusCore>,
  token: TokenTable,
): Promise<boolean> {
  const key = await openDynamicKey(keys, token);
  return isSignedDynamically(message, statusMacKey(key, token, hashes), hashes);
}

/** Judges a position that does not fit, after reading again under the locks. */
async function judgeStatus(
  context: DoorContext,
  { address }: Peer,
  message: ParsedMessage<StatusCore>,
  uid: string,
  builtAt: number,
): Promise<State> {
  const { tid } = message.core;
  let evidence: Evidence | undefined;
  const state = await auditedTransaction(context, tid, async (tx, audit): Promise<State> => {
    // Left by an attempt that was not committed.
    evidence = undefined;
    const locked = await lockAccount({ ...context, tx, audit, address }, uid, tid);
    if (!locked || isEnded(locked.token)) return { st: 'gone' };
    const { token } = locked;
    if (token.status === 'DESYNC') return { st: 'desync' };
    if (message.core.n > token.n) return { st: 'ahead' };
    evidence = await findEvidence(locked, message, builtAt);
    if (evidence) {
      await endCopiedToken(locked, token, evidence);
      return { st: 'desync' };
    }
    return { st: 'stale' };
  });
  raiseAlarm(context, tid, state.st === 'ahead' ? 'ahead' : 'fork', evidence);
  return state;
}

/** Finds evidence of a copy: a wrong MAC at the right position, or a message built after the token had moved on. */
async function findEvidence(
  context: LockedContext,
  message: ParsedMessage<StatusCore>,
  builtAt: number,
): Promise<Evidence | undefined> {
  const { tx, token } = context;
  const { n } = message.core;
  if (n === token.n) return (await isRight(context, message, token)) ? undefined : 'mac';
  const left = await findTimeOfStep(tx, token.tid, n);
  return left === undefined || builtAt > left + clockMargin ? 'late' : undefined;
}

async function describe(context: DoorContext, token: TokenTable): Promise<State> {
  const { store, clock } = context;
  const service = await getService(store.read, token.mac);
  const user = await getUser(store.read, token.uid);
  const st = tokenState(service, token, clock.now());
  const wrong = await untoldWrongPins(store.read, user, token);
  return {
    st,
    usr: userState(user),
    login: user.login,
    name: token.name,
    need: needOf(service, user, token),
    ...(!needsNewPin(service, user) && { left: pinTriesLeft(service, user, token) }),
    ...(wrong && { wrong }),
    ...(st === 'active' && { list: await listMarkOf(context, service, user) }),
    ...(service.push === 1 && { push: st === 'active' ? await inboxOf(context, token) : [] }),
  };
}

async function listMarkOf(
  { store, clock, keys }: DoorContext,
  service: ServiceTable,
  { uid }: UserTable,
): Promise<string> {
  const tokens = await listTokensWithStatus(store.read, uid, slotStatuses);
  return tokenListMark(keys, uid, tokenList(service, tokens, clock.now()));
}

function tokenState(service: ServiceTable, token: TokenTable, now: number): State['st'] {
  if (token.status === 'BLOCKED') return 'blocked';
  return isLocked(service, token, now) ? 'locked' : 'active';
}

function userState({ status, blocked_at }: UserTable): UserTable['status'] | 'blocked' {
  return status === 'active' && blocked_at !== null ? 'blocked' : status;
}
