/**
 * The first half of an activation: presents a code for a key that is proven to last.
 * @module
 */
import { fromBase64Url, toBase64Url, utf8 } from '../crypto/bytes.js';
import { sha256 } from '../crypto/hkdf.js';
import { sealHpke, type HpkeMessage } from '../crypto/hpke.js';
import { openDir } from '../crypto/jwe.js';
import { signCompact } from '../crypto/jws.js';
import { isErrorCode, NeonError } from '../errors.js';
import {
  activationAnswerHeader,
  activationPath,
  activationType,
  readActivationAnswer,
  type ActivationAnswer,
} from '../protocol/activation.js';
import type { Hello } from '../protocol/hello.js';
import { parseJson } from '../protocol/json.js';
import { activationExports, activationInfo } from '../protocol/key-schedule.js';
import { protocolVersion } from '../protocol/limits.js';
import { MalformedError } from '../protocol/read.js';
import { find } from './commit.js';
import type { ClientContext } from './context.js';
import { exchange, refusal, unreadable } from './exchange.js';
import { newKeys, storeNewToken, type NewKeys } from './new-token.js';
import type { Session } from './session.js';

/** A code that the service has accepted for a token that is not active yet. */
export type Granted = ActivationAnswer & { readonly ok: true };

/** Refusals after which the same code may be presented again, with a new key. */
const startAgain: ReadonlySet<string> = new Set(['CHALLENGE_STALE', 'SERVICE_KEY_UNKNOWN']);

/**
 * Generates the keys of a token, proves that storage keeps them, and presents the code.
 *
 * One message is made per static key; only its very bytes are ever sent again.
 *
 * @throws {NeonError} `STORAGE_NOT_PERSISTENT` before anything is sent; what the service answers.
 */
export async function enrol(
  context: ClientContext,
  session: Session,
  code: string,
  name: string,
  signal: AbortSignal,
): Promise<Granted> {
  for (let attempt = 1; ; attempt++) {
    const hello = await session.service(signal);
    const chal = await session.challenge(signal);
    const keys = await newKeys();
    const message = await seal(context, hello, keys, { code, name, chal });
    const { mac } = hello;
    await storeNewToken(context, keys, message.export(activationExports.firstKey, 32), {
      mac,
      name,
    });
    context.debug('activation');
    const sent = context.clock.monotonic();
    const request = {
      v: protocolVersion,
      als: context.als,
      kid: hello.hpke.kid,
      enc: toBase64Url(message.enc),
      ct: toBase64Url(message.ciphertext),
    };
    const reply = await exchange(context, activationPath, request, signal, true);
    if (reply.ok) {
      const answer = await readAnswer(keys, message, reply.body);
      session.noteChallenge(answer.chal, sent);
      return settle(context, keys, answer);
    }
    if (attempt > 1 || !startAgain.has(reply.code)) throw refusal(reply);
    await session.hello(signal);
  }
}

function seal(
  { iss, als, org, lib, platform: plat }: ClientContext,
  { hpke }: Hello,
  { sk, pub: jwk }: NewKeys,
  typed: { readonly code: string; readonly name: string; readonly chal: string },
): Promise<HpkeMessage> {
  const header = { alg: 'ES256', typ: activationType, jwk };
  return sealHpke(fromBase64Url(hpke.pk), activationInfo(iss, als), async (enc) => {
    const nonce = toBase64Url(sha256(enc));
    const claims = { v: protocolVersion, iss, als, org, ...typed, nonce, lib, plat };
    return utf8(await signCompact(sk, header, claims));
  });
}

async function readAnswer(
  { tid }: NewKeys,
  message: HpkeMessage,
  jwe: string,
): Promise<ActivationAnswer> {
  try {
    const key = message.export(activationExports.answerKey, 32);
    const answer = readActivationAnswer(
      parseJson(await openDir(key, activationAnswerHeader, jwe)),
      '$',
    );
    if (answer.ok && answer.tid !== tid) throw new MalformedError('$.tid');
    return answer;
  } catch (error) {
    throw unreadable(error);
  }
}

/** Brings the record in step with the answer: authentic, so a refusal ends the record. */
async function settle(
  { store }: ClientContext,
  { tid }: NewKeys,
  answer: ActivationAnswer,
): Promise<Granted> {
  if (!answer.ok) {
    await store.change(() => ({ remove: [tid] }));
    throw new NeonError(isErrorCode(answer.err) ? answer.err : 'UNEXPECTED_ERROR', {
      message: answer.err,
    });
  }
  const { uid, login, need } = answer;
  const filled = await store.change((records) => {
    const record = find(records, tid);
    return record && { put: { ...record, uid, login, need } };
  });
  if (filled) return answer;
  throw new NeonError('STORAGE_NOT_PERSISTENT', { message: 'the new record has been deleted' });
}
