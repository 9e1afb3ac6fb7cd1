/**
 * An operation that may have reached the service, the keys of its step, and how it ended.
 * @module
 */
import type { Bytes } from '../../crypto/bytes.js';
import { openDir } from '../../crypto/jwe.js';
import { parseJson } from '../../protocol/json.js';
import { nextDynamicKey, responseKey } from '../../protocol/key-schedule.js';
import type { Need } from '../../protocol/factor-need.js';
import {
  answerHeader,
  readOperationAnswer,
  type OperationAnswer,
} from '../../protocol/operation-message.js';
import { operations } from '../../protocol/operations.js';
import { MalformedError } from '../../protocol/readers.js';
import type { WrongPins } from '../../protocol/wrong-pins.js';
import type { Intent, TokenRecord } from '../token-record.js';

/** An operation whose intent is stored. */
export interface Pending {
  /** The record at the position that the operation was built for. */
  readonly record: TokenRecord;
  readonly intent: Intent;
  /** `K_n` and its successor. */
  readonly key: Bytes;
  readonly nextKey: Bytes;
}

/** The ending of an applied operation. */
export interface Ending {
  readonly ok: boolean;
  readonly err?: string | undefined;
  readonly left?: number | undefined;
  /** State of the token, where a wrong factor has just blocked it. */
  readonly st?: 'blocked' | undefined;
  readonly need?: Need | undefined;
  /** Wrong PINs before the right one of this operation. */
  readonly wrong?: WrongPins | undefined;
  /** Whether an activation was by a restore code. */
  readonly restored?: boolean | undefined;
  /** The operation's own answer; absent when the service no longer has it. */
  readonly answer?: OperationAnswer | undefined;
}

/** Derives the keys of a step. */
export function pendingOf(record: TokenRecord, intent: Intent, key: Bytes): Pending {
  return { record, intent, key, nextKey: nextDynamicKey(key, record, intent) };
}

/**
 * Decrypts and reads an answer.
 * @throws when it is not the authentic answer to this operation.
 */
export async function openAnswer(
  { record, intent, key }: Pending,
  jwe: string,
): Promise<Ending & { readonly answer: OperationAnswer }> {
  const opened = await openDir(responseKey(key, record, intent.rid), answerHeader, jwe);
  const answer = readOperationAnswer(parseJson(opened), '$');
  if (answer.rid !== intent.rid || answer.n !== record.n + 1) {
    throw new MalformedError('$.rid');
  }
  const { ok, need, wrong } = answer;
  if (!answer.ok) {
    const { err, left, st } = answer;
    return { ok, need, wrong, err, left, st, answer };
  }
  const restored =
    intent.op === 'activate' && operations.activate.readOut(answer.out, '$.out').restored;
  return { ok, need, wrong, restored, answer };
}
