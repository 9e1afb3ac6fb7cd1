/**
 * The requirements of a service for a new PIN.
 * @module
 */
import type { PinPolicy } from '../../../protocol/factor-need.js';
import type { ServiceTable } from '../../store/schema/schema.js';
import { commonPasswords, commonPins, type CommonValues } from './common-pins.js';

/** Path below which the lists of common values are served. */
export const listPath = '/btt/v1/lists/';

/** The policy of a service, as it is sent. */
export function policyOf(service: ServiceTable, publicUrl: string): PinPolicy {
  const { sha256 } = commonValuesOf(service);
  return {
    kind: service.pin_mode === 'password' ? 'text' : 'digits',
    min: service.pin_min,
    max: service.pin_max,
    list: { sha256, url: `${publicUrl}${listPath}${sha256}.txt` },
  };
}

/** Finds the list of common values with a given hash. */
export function findCommonValues(sha256: string): CommonValues | undefined {
  return [commonPins(), commonPasswords()].find((list) => list.sha256 === sha256);
}

function commonValuesOf({ pin_mode }: ServiceTable): CommonValues {
  return pin_mode === 'password' ? commonPasswords() : commonPins();
}
