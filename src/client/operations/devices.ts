/**
 * The user's tokens, and the end of one that was lost.
 * @module
 */
import { outOf } from '../ratchet/ratchet.js';
import { executeFor } from '../person/asked-operation.js';
import { enrolmentOf } from '../enrolment/enrolments.js';
import { revoke } from '../enrolment/revocation.js';
import type { OperationOptions, WithLogin } from '../call-arguments.js';
import type { Run } from '../run.js';

/** An enrolled browser of a user. */
export interface Device {
  /** Id of the token. */
  readonly tid: string;
  /** What the person calls it. */
  readonly tokenName: string;
  /** Browser and system, in words. */
  readonly platform: string;
  readonly state: 'active' | 'blocked' | 'locked';
  /** Milliseconds since the epoch, on the service's clock. */
  readonly createdAt: number;
  readonly lastUsedAt: number;
  /** Whether it is this browser. */
  readonly isThis: boolean;
}

/** Lists the tokens of a login; the one of this browser is marked. */
export async function devices(run: Run, { login }: WithLogin<OperationOptions>): Promise<Device[]> {
  const { tid: own } = await enrolmentOf(run, login);
  const { tokens } = await outOf(await executeFor(run, login, { op: 'token.list', arg: {} }));
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
  { login, tid, pin }: WithLogin & { readonly tid: string },
): Promise<void> {
  const record = await enrolmentOf(run, login);
  if (record.tid === tid) return revoke(run, record);
  await executeFor(run, login, { op: 'token.remove', arg: { tid } }, pin);
}
