/**
 * The BioKey of this token: a value that may stand in for the PIN.
 * @module
 */
import type { BioKeyProvider } from '../person/prompter.js';
import { codeOf } from '../service/exchange.js';
import { askNothing, executeFor } from '../person/asked-operation.js';
import { askStrictFactor, stretch } from '../person/factor.js';
import { enrolmentOf } from '../enrolment/enrolments.js';
import type { WithLogin } from '../call-arguments.js';
import type { Run } from '../run.js';

const registration = { op: 'bio.set', arg: {} } as const;

/** Registers a value, or what a provider makes for this login. */
export async function setBioKey(
  run: Run,
  { login, bioKey, pin }: WithLogin & { readonly bioKey: string | BioKeyProvider },
): Promise<void> {
  const record = await enrolmentOf(run, login);
  if (!record.need?.biop) await learnHow(run, login);
  const value = await valueOf(bioKey, record.login, run);
  await executeFor(run, login, registration, pin, async (_, question) => {
    const { need } = question;
    // An empty value counts as none: the service refuses the operation.
    if (!value) return undefined;
    // Where the BioKey is the only factor, none is registered yet.
    const factor = need.f === 'bio' ? undefined : await askStrictFactor(run, question);
    return { ...factor, nbio: await stretch(value, need.biop) };
  });
}

/**
 * Asks a service that accepted no BioKeys before whether it does now, before a value is made or a PIN is asked for.
 *
 * @throws {NeonError} what the service refuses it with, whatever is registered.
 */
async function learnHow(run: Run, login: string): Promise<void> {
  try {
    await executeFor(run, login, registration, undefined, askNothing);
  } catch (error) {
    // Expected: only the value was missing, and the refusal brought the stretch parameters.
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

/** Revokes the BioKey. */
export async function revokeBioKey(run: Run, { login, pin }: WithLogin): Promise<void> {
  await executeFor(run, login, { op: 'bio.revoke', arg: {} }, pin);
}
