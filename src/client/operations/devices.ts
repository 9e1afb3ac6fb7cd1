/**
 * The user's tokens, and the end of one that was lost.
 * @module
 */
import { readTokensOut } from '../../protocol/devices.js';
import type { Device, PinOptions } from '../client.js';
import { readable } from '../exchange.js';
import { outOf } from '../out.js';
import { askStrictFactor, perform } from '../perform.js';
import { enrolmentOf } from '../records.js';
import { revoke } from '../revoke.js';
import type { Run } from '../run.js';

/** Asks the service for the tokens of a login; the one of this browser is marked. */
export async function devices(run: Run, login: string): Promise<Device[]> {
  const { tid: own } = await enrolmentOf(run, login);
  const nothing = async () => undefined;
  const executed = await perform(run, login, { op: 'token.list', arg: {} }, undefined, nothing);
  const { tokens } = await readable(() => readTokensOut(outOf(executed), '$'));
  return tokens.map(({ tid, name, plat, st, created, used }) => ({
    tid,
    tokenName: name,
    platform: plat,
    state: st,
    createdAt: created,
    lastUsedAt: used,
    isThis: tid === own,
  }));
}

/** Ends a token of the login: another one with the PIN, this one as `forget` does. */
export async function revokeDevice(
  run: Run,
  login: string,
  tid: string,
  { pin }: PinOptions,
): Promise<void> {
  const record = await enrolmentOf(run, login);
  if (record.tid === tid) return revoke(run, record);
  await perform(run, login, { op: 'token.remove', arg: { tid } }, pin, askStrictFactor);
}
