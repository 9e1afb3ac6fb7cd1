/**
 * Turns a browser into a token of a service: the headless core.
 * @module
 */
export { createClient, type ClientOptions } from './browser/create-client.js';

export type { NeonClient } from './client/client.js';
export type { OperationOptions, PinOptions } from './client/call-arguments.js';
export type * from './client/operations/accounts.js';
export type * from './client/operations/activate.js';
export type * from './client/operations/answer-push.js';
export type * from './client/operations/change-pin.js';
export type * from './client/operations/devices.js';
export type * from './client/operations/get-access-token.js';
export type * from './client/operations/get-activation-code.js';
export type * from './client/operations/get-remote-otp-by-push.js';
export type * from './client/operations/reset-pin.js';
export type * from './client/operations/unlock-token.js';
export type { OnlineOtp } from './client/one-time-password.js';
export type { SealOptions } from './client/sealed-data.js';
export type { PushRequest } from './client/push/inbox.js';
export type {
  BioKeyObstacle,
  BioKeyProvider,
  BioKeyRequest,
  NewPinRequest,
  PinAnswer,
  PinRequest,
  Prompter,
  PromptRefusal,
} from './client/person/prompter.js';
export type {
  Channel,
  Channels,
  Clock,
  LateResult,
  Locks,
  TokenStore,
  Transport,
} from './client/ports.js';
export {
  formatActivationCode,
  formatUnlockCode,
  isActivationCode,
  isUnlockCode,
} from './client/typed-codes.js';
export { valueBioKey } from './client/person/value-bio-key.js';
export type { PinPolicy } from './protocol/factor-need.js';
export { platformName } from './protocol/platform.js';
export { isSamePin } from './protocol/typed-values.js';

export {
  NeonError,
  type DocumentedCode,
  type NeonErrorCode,
  type NeonErrorOptions,
  type OwnCode,
  type PinRefusal,
} from './errors.js';
