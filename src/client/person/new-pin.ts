/**
 * A new PIN or password: asked for, checked against the policy, stretched.
 * @module
 */
import { fromUtf8 } from '../../crypto/bytes.js';
import { NeonError, type PinRefusal } from '../../errors.js';
import type { PinPolicy } from '../../protocol/factor-need.js';
import { normalisePin } from '../../protocol/typed-values.js';
import { readable } from '../service/exchange.js';
import { prompt, stretch, type Question } from './factor.js';
import type { Run } from '../run.js';
import { file } from '../service/public-file.js';

/** Control characters, lone surrogates, and unassigned code points, which a later Unicode may normalise differently. */
const unfit = /[\p{Cc}\p{Cs}\p{Cn}]/u;

/**
 * Obtains a new PIN.
 *
 * @returns member `npin` of the secret part.
 * @throws {NeonError} `PIN_REFUSED` with `reason`, unless the prompter asks again; whatever it rejects with.
 */
export async function askNewPin(run: Run, question: Question): Promise<string> {
  const { policy, need, operation, login, pin } = question;
  const { kind } = policy;
  // Fetched while the person types. If that fails, it is fetched once more when it is needed.
  const list = commonValues(run, policy).catch(() => undefined);
  const isCommon = async (value: string) =>
    ((await list) ?? (await commonValues(run, policy))).includes(fold(value));
  for (let { refused } = question; ;) {
    const typed =
      pin ??
      (await prompt(run, (prompter, signal) =>
        prompter.definePin({ operation, login, alias: run.als, kind, policy, refused, signal }),
      ));
    if (typeof typed !== 'string') throw new TypeError('definePin must give a string');
    const value = normalisePin(typed, kind);
    const reason = refusalOf(value, policy) ?? ((await isCommon(value)) && 'common');
    if (!reason) return stretch(value, need.pinp);
    const code = 'PIN_REFUSED';
    if (pin !== undefined || !run.prompter?.asksAgain) throw new NeonError(code, { reason });
    refused = { code, left: undefined, reason };
  }
}

/** Checks the form of a normalised new PIN; undefined when it is right. */
function refusalOf(value: string, { kind, min, max }: PinPolicy): PinRefusal | undefined {
  if (kind === 'digits' ? /\D/.test(value) : unfit.test(value)) return 'form';
  const length = [...value].length;
  return length < min ? 'too-short' : length > max ? 'too-long' : undefined;
}

/** Fetches the common PINs or passwords, one on each line of the file. */
async function commonValues(run: Run, { list }: PinPolicy): Promise<readonly string[]> {
  if (!list) return [];
  return readable(async () => fold(fromUtf8(await file(run, list.url, list.sha256))).split(/\s+/));
}

function fold(value: string): string {
  return value.toLowerCase();
}
