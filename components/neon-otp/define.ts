import '../events.js';
import '../neon-provider/define.js';
import { define } from '../internal/base/definition.js';
import { NeonOtp } from './neon-otp.js';

define('neon-otp', NeonOtp);

declare global {
  interface HTMLElementTagNameMap {
    'neon-otp': NeonOtp;
  }
}
