/**
 * The BioKey of this token: a value that may stand in for the PIN.
 * @module
 */
import type { PinOptions } from '../client.js';
import type { BioKeyProvider } from '../prompter.js';
import { codeOf } from '../exchange.js';
import { stretch } from '../factor.js';
import { askStrictFactor, perform } from '../perform.js';
import { enrolmentOf } from '../records.js';
import type { Run } from '../run.js';

const registration = { op: 'bio.set', arg: {} } as const;

/** Registers a value, or what a provider makes for this login. */
export async function setBioKey(
  run: Run,
  login: string,
  key: string | BioKeyProvider,
  { pin }: PinOptions,
): Promise<void> {
  const record = await enrolmentOf(run, login);
  if (!record.need?.biop) await learnHow(run, login);
  const value = await valueOf(key, record.login, run);
  await perform(run, login, registration, pin, async (...asked) => {
    const [, { need }] = asked;
    // An empty one is none: the service refuses.
    if (!value) return undefined;
    // Where the BioKey is the only factor, there is none yet to be asked for.
    const factor = need.f === 'bio' ? undefined : await askStrictFactor(...asked);
    return { ...factor, nbio: await stretch(value, need.biop) };
  });
}

/**
 * Finds out whether a service that took no BioKeys when it was last heard takes them now. Until then there is nothing
 * to make or to ask for.
 *
 * @throws {NeonError} what the service refuses it with, whatever is registered.
 */
async function learnHow(run: Run, login: string): Promise<void> {
  try {
    await perform(run, login, registration, undefined, async () => undefined);
  } catch (error) {
    // Only the value is missing, and the answer has brought how to stretch one.
    if (codeOf(error) !== 'REQUEST_MALFORMED') throw error;
  }
}

async function valueOf(
  key: string | BioKeyProvider,
  login: string,
  { als: alias, signal }: Run,
): Promise<string> {
  return typeof key === 'string' ? key : key.register({ login, alias, signal });
}

/** Takes the BioKey back. */
export async function revokeBioKey(run: Run, login: string, { pin }: PinOptions): Promise<void> {
  await perform(run, login, { op: 'bio.revoke', arg: {} }, pin, askStrictFactor);
}
