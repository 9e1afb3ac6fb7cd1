/**
 * Asks for the factor of an operation, and stretches it.
 * @module
 */
import { toBase64Url } from '../../crypto/bytes.js';
import { pinIterations, stretchPin } from '../../crypto/pin.js';
import { NeonError } from '../../errors.js';
import type { StretchParameters } from '../../protocol/fields.js';
import type { Need, PinPolicy } from '../../protocol/factor-need.js';
import type { SentSecrets } from '../../protocol/operation-message.js';
import { misfitOfPin, normalisePin } from '../../protocol/typed-values.js';
import { linkSignals, untilAborted } from '../signals.js';
import type { PinAnswer, Prompter, PromptRefusal } from './prompter.js';
import type { Run } from '../run.js';
import { keepFresh } from '../service/session.js';

/** The factor as it is sent: a PIN or a BioKey, stretched. */
export type SentFactor = Pick<SentSecrets, 'pin'>;

/** The operation and login that a factor is asked for. */
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
 *   empty BioKey is given.
 * @throws {NeonError} `PASSWORD_IS_WRONG` with `reason` for what cannot be a PIN, unless the prompter asks again;
 *   `BIO_KEY_NOT_ALLOWED`, `USER_CANCELLED` and whatever else the prompter rejects with.
 */
export async function askFactor(run: Run, question: Question): Promise<SentFactor | undefined> {
  const { need, policy, pin, left } = question;
  if (need.f === 'none') return undefined;
  for (let { refused } = question; ;) {
    const { value, type } = await answerTo(run, { ...question, refused });
    if (type === 'bio') return bioFactor(value, need);
    // Sent without a factor, the operation is refused with the right code.
    if (need.f === 'bio') return undefined;
    const typed = normalisePin(value, policy.kind);
    const reason = misfitOfPin(typed, policy.kind);
    if (!reason) return { pin: { k: 'pwd', p: await stretch(typed, need.pinp) } };
    // Not sent: it cannot be right, and would count as a wrong try.
    const code = 'PASSWORD_IS_WRONG';
    if (pin !== undefined || !run.prompter?.asksAgain) throw new NeonError(code, { left, reason });
    refused = { code, left, reason };
  }
}

/** Obtains the answer of the person, or the PIN that the caller gave. */
async function answerTo(run: Run, question: Question): Promise<PinAnswer> {
  const { need, policy, pin, operation, login, refused, left } = question;
  const { kind } = policy;
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
  // A page's own prompter may answer anything; a string alone does not tell a PIN from a BioKey.
  const { value, type } = Object(answer) as PinAnswer;
  if (typeof value !== 'string') throw new TypeError('askForPin must give { value, type }');
  if (type === 'bio' && !bioKeyAllowed) throw new NeonError('BIO_KEY_NOT_ALLOWED');
  return { value, type };
}

/** An empty BioKey, which engines stretch differently, is not sent: the operation is refused, and no try is counted. */
async function bioFactor(value: string, { biop }: Need): Promise<SentFactor | undefined> {
  return value === '' ? undefined : { pin: { k: 'bio', p: await stretch(value, biop) } };
}

/**
 * Obtains the factor of an operation that could make a thief of an open browser independent of it: the PIN wherever the
 * service has one, even where it takes a BioKey for everyday operations.
 * @throws {NeonError} as {@link askFactor}.
 */
export function askStrictFactor(run: Run, question: Question): Promise<SentFactor | undefined> {
  const { need } = question;
  const f = need.f === 'pin_or_bio' ? 'pin' : need.f;
  return askFactor(run, { ...question, need: { ...need, f } });
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

/** Runs one prompt, and keeps the challenge fresh meanwhile. */
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
