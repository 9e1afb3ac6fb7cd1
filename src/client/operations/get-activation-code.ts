/**
 * Obtains a code that enrols another browser.
 * @module
 */
import { formatLongCode } from '../../crypto/codes.js';
import { readCodeOut } from '../../protocol/device-code.js';
import type { DeviceCode, PinOptions } from '../client.js';
import { readable } from '../exchange.js';
import { outOf } from '../out.js';
import { askStrictFactor, perform } from '../perform.js';
import type { Run } from '../run.js';

/** Asks for the PIN if the service has one, then the service for a code. */
export async function getActivationCode(
  run: Run,
  login: string,
  { pin }: PinOptions,
): Promise<DeviceCode> {
  const executed = await perform(run, login, { op: 'code.new', arg: {} }, pin, askStrictFactor);
  const { code, ttl } = await readable(() => readCodeOut(outOf(executed), '$'));
  const sinceSent = run.clock.monotonic() - executed.sent;
  return { code: formatLongCode(code), expiresAt: run.clock.wall() + ttl - sinceSent };
}
