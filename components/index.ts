/**
 * The classes of the elements, without registering them.
 * @module
 */
export { NeonActivate } from './neon-activate/neon-activate.js';
export { NeonLoginList } from './neon-login-list/neon-login-list.js';
export { NeonOtp } from './neon-otp/neon-otp.js';
export { NeonPinPrompt } from './neon-pin-prompt/neon-pin-prompt.js';
export { NeonProvider } from './neon-provider/neon-provider.js';

export {
  NeonActivatedEvent,
  NeonErrorEvent,
  NeonLoginForgottenEvent,
  NeonLoginsChangedEvent,
  NeonLoginSelectedEvent,
  NeonOtpGeneratedEvent,
} from './events.js';

export { en } from './messages/en.js';
export type { Messages, PinKind } from './messages/messages.js';
