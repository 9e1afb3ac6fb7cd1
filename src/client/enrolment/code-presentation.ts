/**
 * The first half of an activation: presents a code with a new key, after storage has proven that it keeps keys.
 * @module
 */
import { fromBase64Url, toBase64Url, utf8 } from '../../crypto/bytes.js';
import { sha256 } from '../../crypto/hashes.js';
import { sealHpke, type HpkeMessage } from '../../crypto/hpke.js';
import { openDir } from '../../crypto/jwe.js';
import { signCompact } from '../../crypto/jws.js';
import { NeonError, type NeonErrorCode } from '../../errors.js';
import {
  activationAnswerHeader,
  activationExports,
  activationInfo,
  activationPath,
  activationType,
  readActivationAnswer,
  type ActivationAnswer,
} from '../../protocol/activation.js';
import { parseJson } from '../../protocol/json.js';
import { protocolVersion } from '../../protocol/limits.js';
import { platformName } from '../../protocol/platform.js';
import { MalformedError } from '../../protocol/readers.js';
import { recordOf } from '../token-record.js';
import { momentOf } from '../moment.js';
import type { ClientContext, TokenStore } from '../ports.js';
import { exchange, readable, refusal } from '../service/exchange.js';
import { newKeys, storeNewToken, type NewKeys } from './new-token.js';
import type { Run } from '../run.js';
import { challenge, greet, noteChallenge, service } from '../service/session.js';

/** A code that the service has accepted for a token that is not active yet. */
export type Granted = ActivationAnswer & { readonly ok: true };

/** Refusals after which the same code may be presented again, with a new key. */
const startAgain: ReadonlySet<string> = new Set<NeonErrorCode>([
  'CHALLENGE_STALE',
  'SERVICE_KEY_UNKNOWN',
]);

/**
 * Generates the keys of a token, proves that storage keeps them, and presents the code.
 *
 * Each static key signs one message; only its exact bytes are sent again.
 *
 * @throws {NeonError} `STORAGE_NOT_PERSISTENT` before anything is sent; what the service answers.
 */
export async function enrol(run: Run, code: string, name: string): Promise<Granted> {
  for (let attempt = 1; ; attempt++) {
    const { hpke, mac } = await service(run);
    const chal = await challenge(run);
    const keys = await newKeys();
    const message = await seal(run, fromBase64Url(hpke.pk), keys, { code, name, chal });
    const firstKey = message.export(activationExports.firstKey, 32);
    await storeNewToken(run, keys, firstKey, { mac, name });
    run.debug('activation');
    const sent = momentOf(run.clock);
    const request = {
      v: protocolVersion,
      als: run.als,
      kid: hpke.kid,
      enc: toBase64Url(message.enc),
      ct: toBase64Url(message.ciphertext),
    };
    const reply = await exchange(run, activationPath, request, true);
    if (reply.ok) {
      const answer = await readable(() => open(keys, message, reply.body));
      noteChallenge(run, answer, sent);
      return settle(run.store, keys, answer);
    }
    if (attempt > 1 || !startAgain.has(reply.code)) throw refusal(reply);
    await greet(run);
  }
}

function seal(
  { iss, als, org, lib, agent }: ClientContext,
  recipientKey: Uint8Array<ArrayBuffer>,
  { sk, pub: jwk }: NewKeys,
  typed: { readonly code: string; readonly name: string; readonly chal: string },
): Promise<HpkeMessage> {
  return sealHpke(recipientKey, activationInfo(iss, als), async (enc) => {
    const nonce = toBase64Url(sha256(enc));
    const plat = platformName(agent);
    const claims = { v: protocolVersion, iss, als, org, ...typed, nonce, lib, plat };
    return utf8(await signCompact(sk, { alg: 'ES256', typ: activationType, jwk }, claims));
  });
}

async function open({ tid }: NewKeys, message: HpkeMessage, jwe: string) {
  const key = message.export(activationExports.answerKey, 32);
  const opened = await openDir(key, activationAnswerHeader, jwe);
  const answer = readActivationAnswer(parseJson(opened), '$');
  if (answer.ok && answer.tid !== tid) throw new MalformedError('$.tid');
  return answer;
}

/** Updates the record by the answer. The answer is authentic, so a refusal deletes the record. */
async function settle(
  store: TokenStore,
  { tid }: NewKeys,
  answer: ActivationAnswer,
): Promise<Granted> {
  if (!answer.ok) {
    await store.change(() => ({ remove: [tid] }));
    throw new NeonError(answer.err as NeonErrorCode);
  }
  const { uid, login, need } = answer;
  const filled = await store.change((records) => {
    const record = recordOf(records, tid);
    return record && { put: { ...record, uid, login, need } };
  });
  if (filled) return answer;
  throw new NeonError('STORAGE_NOT_PERSISTENT', { message: 'stored keys are lost' });
}
