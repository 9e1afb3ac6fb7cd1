import '../events.js';
import '../neon-provider/define.js';
import { define } from '../internal/base/definition.js';
import { NeonActivationCode } from './neon-activation-code.js';

define('neon-activation-code', NeonActivationCode);

declare global {
  interface HTMLElementTagNameMap {
    'neon-activation-code': NeonActivationCode;
  }
}
