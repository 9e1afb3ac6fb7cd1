/**
 * Where the code of each call of a client is: at hand, or in a part that is loaded when it is asked for.
 *
 * Only whole operations are loaded on demand. The code for refusals, keys of the service and lost outcomes is in the
 * entry.
 * @module
 */
import type { CallName } from '../protocol/operations.js';
import type { OperationOptions } from './call-arguments.js';
import { accounts } from './operations/accounts.js';
import { getOnlineOtp } from './operations/get-online-otp.js';
import { initOnline } from './operations/init-online.js';
import { refreshAccounts } from './operations/refresh-accounts.js';
import { subscribe } from './operations/subscribe.js';
import type { Load } from './parts.js';
import type { Run } from './run.js';

/** By the name of the call; a missing entry is a compile error. */
const implementations = {
  initOnline,
  getOnlineOtp,
  accounts,
  refreshAccounts,
  subscribe,
  activate: lazily(
    (_suffix) => import('./operations/activate.js'),
    (part) => part.activate,
  ),
  getAccessToken: lazily(
    (_suffix) => import('./operations/get-access-token.js'),
    (part) => part.getAccessToken,
  ),
  getActivationCode: lazily(
    (_suffix) => import('./operations/get-activation-code.js'),
    (part) => part.getActivationCode,
  ),
  unlockToken: lazily(
    (_suffix) => import('./operations/unlock-token.js'),
    (part) => part.unlockToken,
  ),
  changePin: lazily(
    (_suffix) => import('./operations/change-pin.js'),
    (part) => part.changePin,
  ),
  resetPin: lazily(
    (_suffix) => import('./operations/reset-pin.js'),
    (part) => part.resetPin,
  ),
  sealData: lazily(
    (_suffix) => import('./operations/seal-data.js'),
    (part) => part.sealData,
  ),
  sealDigest: lazily(
    (_suffix) => import('./operations/seal-data.js'),
    (part) => part.sealDigest,
  ),
  setBioKey: lazily(
    (_suffix) => import('./operations/bio-key.js'),
    (part) => part.setBioKey,
  ),
  revokeBioKey: lazily(
    (_suffix) => import('./operations/bio-key.js'),
    (part) => part.revokeBioKey,
  ),
  devices: lazily(
    (_suffix) => import('./operations/devices.js'),
    (part) => part.devices,
  ),
  revokeDevice: lazily(
    (_suffix) => import('./operations/devices.js'),
    (part) => part.revokeDevice,
  ),
  lockDevice: lazily(
    (_suffix) => import('./operations/devices.js'),
    (part) => part.lockDevice,
  ),
  unlockDevice: lazily(
    (_suffix) => import('./operations/devices.js'),
    (part) => part.unlockDevice,
  ),
  renameDevice: lazily(
    (_suffix) => import('./operations/devices.js'),
    (part) => part.renameDevice,
  ),
  getRemoteOtpByPush: lazily(
    (_suffix) => import('./operations/get-remote-otp-by-push.js'),
    (part) => part.getRemoteOtpByPush,
  ),
  pushRequests: lazily(
    (_suffix) => import('./operations/push-requests.js'),
    (part) => part.pushRequests,
  ),
  watchPushRequests: lazily(
    (_suffix) => import('./operations/push-requests.js'),
    (part) => part.watchPushRequests,
  ),
  answerPush: lazily(
    (_suffix) => import('./operations/answer-push.js'),
    (part) => part.answerPush,
  ),
  forget: lazily(
    (_suffix) => import('./operations/forget.js'),
    (part) => part.forget,
  ),
} satisfies Readonly<Record<CallName, (run: Run, input: never) => Promise<unknown>>>;

type Implementation<N extends CallName> = (typeof implementations)[N];

/** Options of a call, and its arguments by name. */
export type CallInput<N extends CallName> =
  Parameters<Implementation<N>> extends [Run, infer I extends OperationOptions]
    ? I
    : OperationOptions;

export type CallResult<N extends CallName> = Awaited<ReturnType<Implementation<N>>>;

/** Digests data in this page that are sealed by a frame. */
export const digestData = lazily(
  (_suffix) => import('./operations/seal-data.js'),
  (part) => part.digestData,
);

/** Performs the calls of a client: in this page, or in a frame. */
export type Performer = <N extends CallName>(
  run: Run,
  name: N,
  input: CallInput<N>,
) => Promise<CallResult<N>>;

/** Performs a call with the keys that this page's origin has. */
export const performHere: Performer = (run, name, input) => {
  const typed: { [N in CallName]: (run: Run, input: CallInput<N>) => Promise<CallResult<N>> } =
    implementations;
  return typed[name](run, input);
};

/** A function of a part, which is loaded at the first call. */
function lazily<M, I, R>(
  load: Load<M>,
  pick: (part: M) => (run: Run, input: I) => Promise<R>,
): (run: Run, input: I) => Promise<R> {
  return async (run, input) => pick(await run.session.parts.part(load))(run, input);
}
