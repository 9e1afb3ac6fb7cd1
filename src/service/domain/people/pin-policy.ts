/**
 * What a service asks of a new PIN.
 * @module
 */
import type { PinPolicy } from '../../../protocol/need.js';
import type { ServiceTable } from '../../store/schema.js';
import { commonPasswords, commonPins, type CommonValues } from './common-pins.js';

/** Path below which the lists of common values are served. */
export const listPath = '/btt/v1/lists/';

/** The policy of a service, as it is sent. */
export async function policyOf(service: ServiceTable, publicUrl: string): Promise<PinPolicy> {
  const { sha256 } = await commonValuesOf(service);
  return {
    kind: service.pin_mode === 'password' ? 'text' : 'digits',
    min: service.pin_min,
    max: service.pin_max,
    list: { sha256, url: `${publicUrl}${listPath}${sha256}.txt` },
  };
}

/** Finds the list of common values with a given hash. */
export async function findCommonValues(sha256: string): Promise<CommonValues | undefined> {
  const lists = await Promise.all([commonPins(), commonPasswords()]);
  return lists.find((list) => list.sha256 === sha256);
}

function commonValuesOf({ pin_mode }: ServiceTable): Promise<CommonValues> {
  return pin_mode === 'password' ? commonPasswords() : commonPins();
}
