/**
 * Obtains a code that enrols another browser.
 * @module
 */
import { formatLongCode } from '../../crypto/codes.js';
import { outOf } from '../ratchet/ratchet.js';
import { executeFor } from '../person/asked-operation.js';
import type { WithLogin } from '../call-arguments.js';
import { expiryOf } from '../moment.js';
import type { Run } from '../run.js';

/** A code that enrols another browser of the same user. */
export interface DeviceCode {
  /** In groups of four, as it is shown. */
  readonly code: string;
  /** Milliseconds since the epoch, on this machine's clock. */
  readonly expiresAt: number;
}

/** Asks for the PIN if the service has one, then the service for a code. */
export async function getActivationCode(run: Run, { login, pin }: WithLogin): Promise<DeviceCode> {
  const executed = await executeFor(run, login, { op: 'code.new', arg: {} }, pin);
  const { code, ttl } = await outOf(executed);
  return { code: formatLongCode(code), expiresAt: expiryOf(run.clock, executed.sent, ttl) };
}
