import '../events.js';
import '../neon-provider/define.js';
import { define } from '../internal/base/definition.js';
import { NeonResetPin } from './neon-reset-pin.js';

define('neon-reset-pin', NeonResetPin);

declare global {
  interface HTMLElementTagNameMap {
    'neon-reset-pin': NeonResetPin;
  }
}
