/**
 * Moves an enrolment between the origins of the page and of the frame.
 * @module
 */
import type { PinOptions } from './call-arguments.js';
import type { NeonClient } from './client.js';

/**
 * Enrols `to` with a code that `from` makes, then ends the enrolment of `from`. The user has both for a moment, so the
 * service must allow one device more. When a step fails, `from` keeps its enrolment.
 *
 * @param from a client that is enrolled for the login.
 * @param to a client of the same user's service, of another origin or mode.
 * @param options the PIN, or a prompter that is asked for it twice; it is needed where the service has one.
 * @throws {NeonError} as {@link NeonClient.getActivationCode} and {@link NeonClient.activate}.
 * @throws {TypeError} when both keep their enrolments in the same place.
 */
export async function moveEnrolment(
  from: NeonClient,
  to: NeonClient,
  login: string,
  options: PinOptions = {},
): Promise<void> {
  const old = await accountOf(from, login);
  if (old && (await isSame(from, to, login))) {
    throw new TypeError('both clients keep their enrolments in the same place');
  }
  const { code } = await from.getActivationCode(login, options);
  await to.activate(code, { ...options, tokenName: old?.tokenName });
  await from.forget(login, { signal: options.signal });
}

const accountOf = async (client: NeonClient, login: string) =>
  (await client.accounts()).find((account) => account.login === login);

/** True if both clients share one token record. */
async function isSame(from: NeonClient, to: NeonClient, login: string): Promise<boolean> {
  if (!(await accountOf(to, login))) return false;
  const tids = await Promise.all(
    [from, to].map(async (client) => {
      const devices = await client.devices(login).catch(() => []);
      return devices.find((device) => device.isThis)?.tid;
    }),
  );
  return tids[0] !== undefined && tids[0] === tids[1];
}
