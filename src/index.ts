/**
 * Turns a browser into a token of a service: the headless core.
 * @module
 */
export { createClient, type ClientOptions } from './browser/create-client.js';

export type {
  AccessToken,
  AccessTokenOptions,
  Account,
  AccountHelp,
  AccountState,
  ActivateOptions,
  ChangePinOptions,
  Device,
  DeviceCode,
  Factor,
  NeonClient,
  OnlineOtp,
  OperationOptions,
  PinOptions,
  ResetPinOptions,
  UnlockOptions,
  PushReply,
  PushRequest,
  RemoteOtpOptions,
} from './client/client.js';
export type {
  BioKeyObstacle,
  BioKeyProvider,
  BioKeyRequest,
  NewPinRequest,
  PinAnswer,
  PinRequest,
  Prompter,
  PromptRefusal,
} from './client/prompter.js';
export type { Clock, LateResult, Locks, TokenStore, Transport } from './client/context.js';
export { formatActivationCode, isActivationCode } from './client/activation-code.js';
export { isUnlockCode } from './client/short-code.js';
export { valueBioKey } from './client/value-bio-key.js';
export type { PinPolicy } from './protocol/need.js';

export {
  NeonError,
  type DocumentedCode,
  type NeonErrorCode,
  type NeonErrorOptions,
  type OwnCode,
  type PinRefusal,
} from './errors.js';
