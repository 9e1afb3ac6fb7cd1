/**
 * The user's tokens: their list, their names, locks on them, and the end of one that was lost.
 * @module
 */
import { NeonError } from '../../errors.js';
import { tokenLockFeature, tokenRenameFeature } from '../../protocol/token-features.js';
import { normaliseTokenName } from '../../protocol/typed-values.js';
import { outOf } from '../ratchet/ratchet.js';
import { executeFor } from '../person/asked-operation.js';
import { enrolmentOf } from '../enrolment/enrolments.js';
import { revoke } from '../enrolment/revocation.js';
import type { OperationOptions, WithLogin } from '../call-arguments.js';
import type { Run } from '../run.js';
import { recordOf } from '../token-record.js';
import { service } from '../service/session.js';

/** What can be done to an enrolled browser, by the call that does it. */
export type DeviceAction = 'revokeDevice' | 'lockDevice' | 'unlockDevice' | 'renameDevice';

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
  /** True for this browser. */
  readonly isThis: boolean;
  /** What can be done to it from here now; an older service offers less. */
  readonly actions: readonly DeviceAction[];
}

/** Lists the tokens of a login; the one of this browser is marked. */
export async function devices(run: Run, { login }: WithLogin<OperationOptions>): Promise<Device[]> {
  const { tid: own } = await enrolmentOf(run, login);
  const { tokens } = await outOf(await executeFor(run, login, { op: 'token.list', arg: {} }));
  const { features = [] } = await service(run);
  return tokens.map(({ tid, name, plat, st, created, used }) => {
    const isThis = tid === own;
    return {
      tid,
      tokenName: name,
      platform: plat,
      state: st,
      createdAt: created,
      lastUsedAt: used,
      isThis,
      actions: actionsOn(st, isThis, features),
    };
  });
}

function actionsOn(
  state: Device['state'],
  isThis: boolean,
  features: readonly string[],
): DeviceAction[] {
  const actions: DeviceAction[] = ['revokeDevice'];
  if (features.includes(tokenRenameFeature)) actions.push('renameDevice');
  if (!isThis && features.includes(tokenLockFeature)) {
    if (state === 'active') actions.push('lockDevice');
    if (state === 'locked') actions.push('unlockDevice');
  }
  return actions;
}

/** Ends a token of the login: another one with the PIN, this one as `forget` does. */
export async function revokeDevice(run: Run, { login, tid, pin }: WithToken): Promise<void> {
  const record = await enrolmentOf(run, login);
  if (record.tid === tid) return revoke(run, record);
  await executeFor(run, login, { op: 'token.remove', arg: { tid } }, pin);
}

/** Input of a call about one token of the login. */
type WithToken = WithLogin & { readonly tid: string };

/** Locks another token of the login. */
export async function lockDevice(run: Run, { login, tid, pin }: WithToken): Promise<void> {
  await requireFeature(run, tokenLockFeature);
  await executeFor(run, login, { op: 'token.lock', arg: { tid } }, pin);
}

/** Unlocks another token of the login. */
export async function unlockDevice(run: Run, { login, tid, pin }: WithToken): Promise<void> {
  await requireFeature(run, tokenLockFeature);
  await executeFor(run, login, { op: 'token.unlock', arg: { tid } }, pin);
}

/** Gives a token of the login another name; resolves with the name, as it is stored. */
export async function renameDevice(
  run: Run,
  { login, tid, name: typed, pin }: WithToken & { readonly name: string },
): Promise<string> {
  const name = normaliseTokenName(typed);
  if (!name) throw new NeonError('REQUEST_MALFORMED', { message: 'name' });
  await requireFeature(run, tokenRenameFeature);
  await executeFor(run, login, { op: 'token.rename', arg: { tid, name } }, pin);
  // Another browser learns its new name by its next status.
  await run.store.change((records) => {
    const record = recordOf(records, tid);
    return record && { also: [{ ...record, name }] };
  });
  return name;
}

/** An older service would take the step of the ratchet, and the PIN, and refuse. */
async function requireFeature(run: Run, feature: string): Promise<void> {
  const { features } = await service(run);
  if (!features?.includes(feature))
    throw new NeonError('VERSION_UNSUPPORTED', { message: feature });
}
