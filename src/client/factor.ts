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
import type { ClientContext } from './context.js';
import type { PinAnswer, Prompter, PromptRefusal } from './prompter.js';
import type { Session } from './session.js';

/** For whom and for what a factor is asked. */
export interface Question {
  readonly operation: string;
  readonly login: string;
  readonly need: Need;
  readonly policy: PinPolicy;
  readonly left: number | undefined;
  /** The PIN, when the caller gave it. */
  readonly pin: string | undefined;
  readonly refused: PromptRefusal | undefined;
}

/**
 * Obtains the factor that the next operation needs.
 *
 * @returns member `pin` of the secret part; undefined when possession alone is asked for.
 * @throws {NeonError} `BIO_KEY_NOT_ALLOWED`, `USER_CANCELLED` and whatever else the prompter rejects with.
 */
export async function askFactor(
  context: ClientContext,
  session: Session,
  question: Question,
  signal: AbortSignal,
): Promise<object | undefined> {
  const { need, policy, pin } = question;
  if (need.f === 'none') return undefined;
  const answer: PinAnswer =
    pin === undefined
      ? await prompt(context, session, signal, (prompter, prompted) =>
          prompter.askForPin({
            operation: question.operation,
            login: question.login,
            kind: policy.kind,
            refused: question.refused,
            left: question.left,
            bioKeyAllowed: need.f !== 'pin',
            signal: prompted,
          }),
        )
      : { value: pin, type: 'pin' };
  const { value, type } = answer;
  if (type === 'bio' && need.f === 'pin') throw new NeonError('BIO_KEY_NOT_ALLOWED');
  return type === 'bio'
    ? { k: 'bio', p: await stretch(value, need.biop) }
    : { k: 'pwd', p: await stretch(normalisePin(value, policy.kind), need.pinp) };
}

/**
 * Stretches a normalised PIN, password or BioKey; result in base64url.
 * @throws {NeonError} `VERSION_UNSUPPORTED` when the service asks for less or more than is acceptable.
 */
export async function stretch(text: string, parameters?: StretchParameters): Promise<string> {
  const { min, max } = pinIterations;
  if (!parameters || parameters.t < min || parameters.t > max) {
    throw new NeonError('VERSION_UNSUPPORTED', {
      message: `the service asks for a stretching outside ${min} to ${max} iterations`,
    });
  }
  return toBase64Url(await stretchPin(text, parameters.s, parameters.t));
}

/** Runs one prompt, with the challenge kept young meanwhile. */
export async function prompt<T>(
  { prompter }: ClientContext,
  session: Session,
  signal: AbortSignal,
  ask: (prompter: Prompter, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (!prompter)
    throw new TypeError('a PIN is needed: give the call a pin or the client a prompter');
  const open = linkSignals(signal);
  try {
    void session.keepFresh(open.signal);
    return await untilAborted(ask(prompter, open.signal), signal);
  } finally {
    open.abort(undefined);
    open.unlink();
  }
}

/** Tells whether a refused factor may be asked for again within the same call. */
export function mayAskAgain(
  { prompter }: ClientContext,
  { code, left }: NeonError,
  pin: string | undefined,
): boolean {
  const wrong = code === 'PASSWORD_IS_WRONG' || code === 'BIO_KEY_IS_WRONG';
  return wrong && left !== 0 && pin === undefined && Boolean(prompter?.asksAgain);
}
