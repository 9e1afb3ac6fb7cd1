/**
 * An authenticator of the device that checks its user, as far as a test says that it recognises them.
 * @module
 */
import { executeServerCommand } from '@web/test-runner-commands';

const order = (payload: object) =>
  executeServerCommand<boolean, object>('virtual-authenticator', payload);

/** Plugs one in. Remove it when the test has ended. */
export async function addAuthenticator({ prf }: { prf: boolean }) {
  await order({ do: 'add', prf });
  return {
    /** From now on it recognises its user, or does not. */
    recognise: (verified: boolean) => order({ do: 'verify', verified }),
    remove: () => order({ do: 'remove' }),
  };
}
