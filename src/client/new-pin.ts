/**
 * A new PIN or password: asked for, held against the policy, stretched.
 * @module
 */
import { fromUtf8 } from '../crypto/bytes.js';
import { normalisePin } from '../crypto/pin.js';
import { NeonError, type PinRefusal } from '../errors.js';
import type { PinPolicy } from '../protocol/need.js';
import type { ClientContext } from './context.js';
import { prompt, stretch, type Question } from './factor.js';
import type { Session } from './session.js';

/** Controls, lone surrogates, and code points that a later Unicode may treat differently. */
const unfit = /[\p{Cc}\p{Cs}\p{Cn}]/u;

/**
 * Obtains a new PIN.
 *
 * @returns member `npin` of the secret part.
 * @throws {NeonError} `PIN_REFUSED` with `reason`, unless the prompter asks again; whatever it rejects with.
 */
export async function askNewPin(
  context: ClientContext,
  session: Session,
  question: Question,
  signal: AbortSignal,
): Promise<string> {
  const { policy, need, operation, login, pin } = question;
  const list = commonValues(session, policy, signal);
  // It is awaited below, unless the prompt is closed before.
  list.catch(() => undefined);
  for (let { refused } = question; ;) {
    const typed =
      pin ??
      (await prompt(context, session, signal, (prompter, prompted) =>
        prompter.definePin({
          operation,
          login,
          kind: policy.kind,
          policy,
          refused,
          signal: prompted,
        }),
      ));
    const value = normalisePin(typed, policy.kind);
    const reason = refusalOf(value, policy) ?? ((await list).has(fold(value)) ? 'common' : null);
    if (!reason) return stretch(value, need.pinp);
    const error = new NeonError('PIN_REFUSED', { reason });
    if (pin !== undefined || !context.prompter?.asksAgain) throw error;
    refused = { code: error.code, left: undefined, reason };
  }
}

/** What is wrong with a normalised new PIN as far as its form goes; null when nothing is. */
export function refusalOf(value: string, { kind, min, max }: PinPolicy): PinRefusal | null {
  if (kind === 'digits' ? /\D/.test(value) : unfit.test(value)) return 'form';
  const length = [...value].length;
  return length < min ? 'too-short' : length > max ? 'too-long' : null;
}

async function commonValues(
  session: Session,
  { list }: PinPolicy,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  if (!list) return new Set();
  const text = fromUtf8(await session.file(list.url, list.sha256, signal));
  return new Set(text.split('\n').map((line) => fold(line.trim())));
}

function fold(value: string): string {
  return value.toLowerCase();
}
