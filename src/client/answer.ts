/**
 * The encrypted answer to an operation.
 * @module
 */
import { equalBytes, fromBase64Url, type Bytes } from '../crypto/bytes.js';
import { openDir } from '../crypto/jwe.js';
import { parseJson } from '../protocol/json.js';
import { responseKey } from '../protocol/key-schedule.js';
import { answerHeader, readOperationAnswer, type OperationAnswer } from '../protocol/operation.js';
import { readActivateOut } from '../protocol/operation.js';
import { MalformedError } from '../protocol/read.js';
import type { Ending } from './commit.js';
import type { Intent } from './context.js';

/** An operation that has been stored and may be sent, and the key that opens its answer. */
export interface Pending {
  readonly tid: string;
  /** Position at which it was built. */
  readonly n: number;
  readonly intent: Intent;
  /** `K_n`. */
  readonly dynamicKey: Bytes;
}

/**
 * Decrypts and reads an answer.
 * @throws when it is not the authentic answer to this operation.
 */
export async function openAnswer(
  { tid, n, intent, dynamicKey }: Pending,
  jwe: string,
): Promise<OperationAnswer> {
  const key = responseKey(dynamicKey, { tid: fromBase64Url(tid), n }, intent.rid);
  const answer = readOperationAnswer(parseJson(await openDir(key, answerHeader, jwe)), '$');
  if (!equalBytes(answer.rid, intent.rid) || answer.n !== n + 1) throw new MalformedError('$.rid');
  return answer;
}

/** What an answer means for the record. */
export function endingOf({ intent }: Pending, answer: OperationAnswer): Ending {
  const { ok, need } = answer;
  if (!answer.ok) return { ok, need, err: answer.err, left: answer.left };
  const restored = intent.op === 'activate' && readActivateOut(answer.out, '$.out').restored;
  return { ok, need, restored };
}
