/**
 * BioKeys of hosts that have a vault of their own.
 * @module
 */
import type { BioKeyProvider, BioKeyRequest } from './prompter.js';

/** Shorter ones can be guessed. */
const longEnough = 16;

/**
 * A provider of values that the host keeps, for instance in the vault of the device, behind its own biometric check.
 * @param get gives the value of a login, the same each time; rejects when the person cannot be checked.
 */
export function valueBioKey(get: (request: BioKeyRequest) => Promise<string>): BioKeyProvider {
  return {
    get,
    async register(request) {
      const value = await get(request);
      if (value.length < longEnough) {
        console.warn(`a BioKey of fewer than ${longEnough} characters can be guessed`);
      }
      return value;
    },
  };
}
