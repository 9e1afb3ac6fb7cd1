/**
 * The BioKey of this token: a value that may stand in for the PIN.
 * @module
 */
import type { PinOptions } from '../client.js';
import type { BioKeyProvider } from '../prompter.js';
import { stretch } from '../factor.js';
import { askStrictFactor, perform } from '../perform.js';
import { enrolmentOf } from '../records.js';
import type { Run } from '../run.js';

/** Registers a value, or what a provider makes for this login. */
export async function setBioKey(
  run: Run,
  login: string,
  key: string | BioKeyProvider,
  { pin }: PinOptions,
): Promise<void> {
  const record = await enrolmentOf(run.store, login);
  // Where the service takes none there is nothing to register: it refuses.
  const value = record.need?.biop && (await valueOf(key, record.login, run));
  await perform(run, login, { op: 'bio.set', arg: {} }, pin, async (...asked) => {
    const [, { need }] = asked;
    if (!value) return undefined;
    // Where the BioKey is the only factor, there is none yet to be asked for.
    const factor = need.f === 'bio' ? undefined : await askStrictFactor(...asked);
    return { ...factor, nbio: await stretch(value, need.biop) };
  });
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
