import '../events.js';
import '../neon-provider/define.js';
import { define } from '../internal/base/definition.js';
import { NeonPushOtp } from './neon-push-otp.js';

define('neon-push-otp', NeonPushOtp);

declare global {
  interface HTMLElementTagNameMap {
    'neon-push-otp': NeonPushOtp;
  }
}
