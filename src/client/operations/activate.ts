/**
 * Enrols this browser: with a new static key, a code, and the person's PIN.
 * @module
 */
import { NeonError } from '../../errors.js';
import { platformName } from '../../protocol/platform.js';
import { normaliseTokenName } from '../../protocol/typed-values.js';
import { longCodeOf } from '../typed-codes.js';
import { recordOf } from '../token-record.js';
import { enrol } from '../enrolment/code-presentation.js';
import { isUnreachable } from '../service/exchange.js';
import { executeAsking } from '../person/asked-operation.js';
import { askFactor } from '../person/factor.js';
import { askNewPin } from '../person/new-pin.js';
import { resolveEarlier } from '../ratchet/ratchet.js';
import { revoke } from '../enrolment/revocation.js';
import type { PinOptions } from '../call-arguments.js';
import type { Run } from '../run.js';

/** Options of an activation. */
export interface ActivateOptions extends PinOptions {
  /**
   * Name of this browser; without it, browser and system are used. Cut to 64 code points, without control characters.
   */
  tokenName?: string | undefined;
}

/**
 * Enrols this browser. Nothing is spent before storage has proven that it keeps keys, and the code is
 * consumed only by the transaction that activates the token.
 *
 * An earlier activation whose answer was lost is resolved first: the same code may have succeeded.
 */
export async function activate(
  run: Run,
  { code: typed, pin, tokenName = '' }: ActivateOptions & { readonly code: string },
): Promise<string> {
  const code = longCodeOf(typed);
  const enrolled = await findOut(run, code);
  if (enrolled !== undefined) return enrolled;
  const granted = await enrol(run, code, normaliseTokenName(tokenName) || platformName(run.agent));
  const { tid, login, need, policy } = granted;
  run.session.activation = { code, tid };
  let kind = granted.pin;
  await executeAsking(run, tid, { op: 'activate', arg: {} }, pin, async (refused, last) => {
    // Another browser of the same person may have defined the PIN meanwhile.
    if (last?.answer && !last.answer.ok) kind = last.answer.pin ?? kind;
    const question = { operation: 'activate', login, need, policy, pin, refused };
    if (kind === 'define') return { npin: await askNewPin(run, question) };
    return kind === 'ask' ? askFactor(run, { ...question, left: refused?.left }) : undefined;
  });
  run.session.activation = undefined;
  await revokeObsolete(run);
  return login;
}

/** Resolves earlier activations. Returns the login if one with this code has succeeded. */
async function findOut(run: Run, code: string): Promise<string | undefined> {
  const last = run.session.activation;
  for (const { tid, state, pend } of await run.store.records()) {
    if (state !== 'activating' || !pend) continue;
    try {
      await resolveEarlier(run, tid);
    } catch (cause) {
      run.signal.throwIfAborted();
      // The failure of another activation does not prevent this one.
      if (tid !== last?.tid || code !== last.code) continue;
      throw isUnreachable(cause) ? new NeonError('OUTCOME_UNKNOWN', { cause }) : cause;
    }
  }
  if (last?.code !== code) return undefined;
  const record = recordOf(await run.store.records(), last.tid);
  if (record?.state !== 'active') return undefined;
  run.session.activation = undefined;
  await revokeObsolete(run);
  return record.login;
}

async function revokeObsolete(run: Run): Promise<void> {
  for (const record of await run.store.records()) {
    if (record.obsolete) await revoke(run, record).catch(() => undefined);
  }
}
