/**
 * The factor of an operation: what the person types, stretched.
 * @module
 */
import { toBase64Url } from '../crypto/bytes.js';
import { normalisePin, pinIterations, stretchPin } from '../crypto/pin.js';
import { NeonError } from '../errors.js';
import type { StretchParameters } from '../protocol/fields.js';
import type { Need, PinPolicy } from '../protocol/need.js';
import { linkSignals, untilAborted } from './abort.js';
import type { PinAnswer, Prompter, PromptRefusal } from './prompter.js';
import { endingError, operate, type Executed } from './ratchet.js';
import type { Run } from './run.js';
import type { Operation } from './send.js';
import { keepFresh } from './session.js';

/** For whom and for what a factor is asked. */
export interface Question {
  readonly operation: string;
  readonly login: string;
  readonly need: Need;
  readonly policy: PinPolicy;
  readonly left?: number | undefined;
  /** The PIN, when the caller gave it. */
  readonly pin: string | undefined;
  readonly refused: PromptRefusal | undefined;
}

/**
 * Obtains the factor that the next operation needs.
 *
 * @returns the secret part with member `pin`; undefined when possession alone is asked for, no PIN is taken, or an
 *   empty value is given.
 * @throws {NeonError} `BIO_KEY_NOT_ALLOWED`, `USER_CANCELLED` and whatever else the prompter rejects with.
 */
export async function askFactor(run: Run, question: Question): Promise<object | undefined> {
  const { need, policy, pin, operation, login, refused, left } = question;
  const { kind } = policy;
  if (need.f === 'none') return undefined;
  const bioKeyAllowed = need.f !== 'pin';
  const pinAllowed = need.f !== 'bio';
  const answer: PinAnswer =
    pin === undefined
      ? await prompt(run, (prompter, signal) =>
          prompter.askForPin({
            operation,
            login,
            alias: run.als,
            kind,
            refused,
            left,
            bioKeyAllowed,
            pinAllowed,
            signal,
          }),
        )
      : { value: pin, type: 'pin' };
  // Of whatever a page's own prompter gives; a string alone does not say which of the two it is.
  const { value, type } = Object(answer) as PinAnswer;
  if (typeof value !== 'string') throw new TypeError('askForPin must give { value, type }');
  const isBio = type === 'bio';
  if (isBio && !bioKeyAllowed) throw new NeonError('BIO_KEY_NOT_ALLOWED');
  // Nothing, which engines do not stretch alike, or not what is wanted: the service says what is, and counts no try.
  if (value === '' || (!isBio && !pinAllowed)) return undefined;
  const p = isBio
    ? await stretch(value, need.biop)
    : await stretch(normalisePin(value, kind), need.pinp);
  return { pin: { k: isBio ? 'bio' : 'pwd', p } };
}

/**
 * Executes an operation with the secrets that `ask` obtains, again as long as the person may try again.
 *
 * @param ask gets why the last answer was refused.
 * @throws {NeonError} what the service refused it with.
 */
export async function operateAsking(
  run: Run,
  tid: string,
  { op, arg }: Operation,
  pin: string | undefined,
  ask: (refused?: PromptRefusal, last?: Executed) => Promise<object | undefined>,
): Promise<Executed> {
  let refused: PromptRefusal | undefined;
  for (let last: Executed | undefined; ;) {
    last = await operate(run, tid, { op, arg, secrets: await ask(refused, last) });
    const error = endingError(last);
    if (!error) return last;
    const { code, left } = error;
    const wrong = /^(PASSWORD|BIO_KEY)_IS_WRONG$/.test(code) && left !== 0;
    const mayAskAgain = wrong && pin === undefined && run.prompter?.asksAgain;
    if (!mayAskAgain && code !== 'FACTOR_STATE_CHANGED') throw error;
    refused = { code, left, reason: undefined };
  }
}

/**
 * Stretches a normalised PIN, password or BioKey, not an empty one; result in base64url.
 * @throws {NeonError} `VERSION_UNSUPPORTED` when the service asks for less or more than is acceptable.
 */
export async function stretch(text: string, parameters?: StretchParameters): Promise<string> {
  const { min, max } = pinIterations;
  if (!parameters || parameters.t < min || parameters.t > max) {
    throw new NeonError('VERSION_UNSUPPORTED', { message: 'stretching' });
  }
  return toBase64Url(await stretchPin(text, parameters.s, parameters.t));
}

/** Runs one prompt, with the challenge kept young meanwhile. */
export async function prompt<T>(
  run: Run,
  ask: (prompter: Prompter, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { prompter, signal } = run;
  if (!prompter) throw new TypeError('give the call a pin, or the client a prompter');
  const open = linkSignals(signal);
  try {
    void keepFresh({ ...run, signal: open.signal });
    return await untilAborted(ask(prompter, signal), signal);
  } finally {
    open.abort();
  }
}
