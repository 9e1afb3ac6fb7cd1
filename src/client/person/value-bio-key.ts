/**
 * BioKeys that the application keeps in a vault of its own.
 * @module
 */
import type { BioKeyProvider, BioKeyRequest } from './prompter.js';

/** Length below which a value can be guessed, in UTF-16 code units. */
const longEnough = 16;

/**
 * Makes a provider of values that the application keeps, for instance in the vault of the device, behind its own
 * biometric check.
 * @param get returns the value of a login, the same each time; rejects when the check fails.
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
