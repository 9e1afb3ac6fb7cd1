import '../events.js';
import '../neon-provider/define.js';
import { define } from '../internal/base/definition.js';
import { NeonChangePin } from './neon-change-pin.js';

define('neon-change-pin', NeonChangePin);

declare global {
  interface HTMLElementTagNameMap {
    'neon-change-pin': NeonChangePin;
  }
}
