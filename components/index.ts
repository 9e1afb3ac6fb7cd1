/**
 * The classes of the elements, without registering them.
 * @module
 */
export { NeonUnlock } from './neon-unlock/neon-unlock.js';
export { NeonSignIn } from './neon-sign-in/neon-sign-in.js';
export { NeonSeal } from './neon-seal/neon-seal.js';
export { NeonResetPin } from './neon-reset-pin/neon-reset-pin.js';
export { NeonDevices } from './neon-devices/neon-devices.js';
export { NeonChangePin } from './neon-change-pin/neon-change-pin.js';
export { NeonBioKey } from './neon-bio-key/neon-bio-key.js';
export { NeonActivationCode } from './neon-activation-code/neon-activation-code.js';
export { NeonAccessToken } from './neon-access-token/neon-access-token.js';
export { NeonActivate } from './neon-activate/neon-activate.js';
export { NeonLoginList } from './neon-login-list/neon-login-list.js';
export { NeonOtp } from './neon-otp/neon-otp.js';
export { NeonPinPrompt } from './neon-pin-prompt/neon-pin-prompt.js';
export { NeonProvider } from './neon-provider/neon-provider.js';
export { NeonPushInbox } from './neon-push-inbox/neon-push-inbox.js';
export { NeonPushOtp } from './neon-push-otp/neon-push-otp.js';

export {
  neonSessionContext,
  type NeonSession,
  type NeonSessionStatus,
} from './internal/session/session.js';

export {
  NeonAccessTokenObtainedEvent,
  NeonActivatedEvent,
  NeonActivationCodeCreatedEvent,
  NeonBioKeyChangedEvent,
  NeonDeviceChangedEvent,
  NeonDeviceRevokedEvent,
  NeonErrorEvent,
  NeonLoginForgottenEvent,
  NeonLoginsChangedEvent,
  NeonLoginSelectedEvent,
  NeonOtpGeneratedEvent,
  NeonPinChangedEvent,
  NeonPinResetEvent,
  NeonPushAnsweredEvent,
  NeonPushReceivedEvent,
  NeonSealedEvent,
  NeonUnlockedEvent,
} from './events.js';

export { en } from './messages/en-all.js';
export { enPushInbox, enPushOtp, type PushMessages } from './messages/push-messages.js';
export type { PinKind } from './messages/message-parts.js';
export type { ElementMessages } from './messages/element-messages.js';
export type { Messages } from './messages/messages.js';
