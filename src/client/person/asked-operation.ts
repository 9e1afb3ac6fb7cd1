/**
 * Executes operations with secrets that a person is asked for, and asks again while they have tries left.
 * @module
 */
import type { NeonErrorCode } from '../../errors.js';
import type { SentSecrets } from '../../protocol/operation-message.js';
import type { OperationFactor } from '../../protocol/operation-entries.js';
import { operations, type OperationName } from '../../protocol/operations.js';
import { enrolmentOf } from '../enrolment/enrolments.js';
import { readRecord, type Operation } from '../ratchet/operation-message.js';
import { endingError, execute, type Executed } from '../ratchet/ratchet.js';
import type { Run } from '../run.js';
import { service } from '../service/session.js';
import { askFactor, askStrictFactor, type Question } from './factor.js';
import type { PromptRefusal } from './prompter.js';

/** Obtains the secret part of an operation; undefined when there is none. */
export type AskSecrets = (run: Run, question: Question) => Promise<SentSecrets | undefined>;

/** Asks for nothing. */
export const askNothing: AskSecrets = async () => undefined;

/** Asks for each kind of factor. Operations with a code ask for their PIN by themselves. */
const askFor: Readonly<Record<OperationFactor, AskSecrets>> = {
  none: askNothing,
  everyday: askFactor,
  strict: askStrictFactor,
  code: askNothing,
};

/** Refusals of a wrong PIN or BioKey. */
const wrongFactor: ReadonlySet<string> = new Set<NeonErrorCode>([
  'PASSWORD_IS_WRONG',
  'BIO_KEY_IS_WRONG',
]);

/**
 * Executes an operation of the token of `login`.
 *
 * @param pin the PIN, when the caller gave it.
 * @param ask obtains the secret part; without it, the factor that the operation needs is asked for.
 * @throws {NeonError} `USER_ENTRY_DOES_NOT_EXIST` when the login is not enrolled here; what the service refuses
 *   the operation with; what the prompter rejects with.
 */
export async function executeFor<Op extends OperationName>(
  run: Run,
  login: string,
  operation: Operation<Op>,
  pin?: string,
  ask: AskSecrets = askFor[operations[operation.op].factor],
): Promise<Executed<Op>> {
  const { tid } = await enrolmentOf(run, login);
  return executeAsking(run, tid, operation, pin, async (refused) => {
    const record = await readRecord(run.store, tid);
    const { policy } = await service(run);
    const question: Question = {
      operation: operation.op,
      login: record.login,
      need: record.need ?? { f: 'none', pinp: undefined, biop: undefined, bio: undefined },
      policy,
      left: record.left ?? undefined,
      pin,
      refused,
    };
    return ask(run, question);
  });
}

/**
 * Executes an operation with the secrets that `ask` obtains. Repeats this while the person has tries left.
 *
 * @param ask is told why the last answer was refused.
 * @throws {NeonError} what the service refused the operation with.
 */
export async function executeAsking<Op extends OperationName>(
  run: Run,
  tid: string,
  { op, arg }: Operation<Op>,
  pin: string | undefined,
  ask: (refused?: PromptRefusal, last?: Executed<Op>) => Promise<SentSecrets | undefined>,
): Promise<Executed<Op>> {
  let refused: PromptRefusal | undefined;
  let last: Executed<Op> | undefined;
  for (;;) {
    last = await execute(run, tid, { op, arg, secrets: await ask(refused, last) });
    const error = endingError(last);
    if (!error) return last;
    const { code, left } = error;
    const mayTryAgain = wrongFactor.has(code) && left !== 0;
    const isAskedAgain = mayTryAgain && pin === undefined && run.prompter?.asksAgain;
    if (!isAskedAgain && code !== 'FACTOR_STATE_CHANGED') throw error;
    // Wrong PINs in an activation end it and block nothing.
    const isCounted = code === 'PASSWORD_IS_WRONG' && op !== 'activate';
    const wrongPins = isCounted ? last.wrong?.n : undefined;
    refused = { code, left, reason: undefined, wrongPins };
  }
}
