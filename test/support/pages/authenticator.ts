/**
 * A virtual authenticator of the device, whose user verification a test controls.
 * @module
 */
import { executeServerCommand } from '@web/test-runner-commands';

const order = (payload: object) =>
  executeServerCommand<boolean, object>('virtual-authenticator', payload);

/** Adds one. Remove it when the test has ended. */
export async function addAuthenticator({ prf }: { prf: boolean }) {
  await order({ do: 'add', prf });
  return {
    /** Sets whether user verification succeeds from now on. */
    recognise: (verified: boolean) => order({ do: 'verify', verified }),
    remove: () => order({ do: 'remove' }),
  };
}
