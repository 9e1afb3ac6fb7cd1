import '../events.js';
import '../neon-login-list/define.js';
import '../neon-otp/define.js';
import '../neon-provider/define.js';
import '../neon-push-otp/define.js';
import { define } from '../internal/base/definition.js';
import { NeonSignIn } from './neon-sign-in.js';

define('neon-sign-in', NeonSignIn);

declare global {
  interface HTMLElementTagNameMap {
    'neon-sign-in': NeonSignIn;
  }
}
