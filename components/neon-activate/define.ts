import '../events.js';
import '../neon-provider/define.js';
import { define } from '../internal/base/definition.js';
import { NeonActivate } from './neon-activate.js';

define('neon-activate', NeonActivate);

declare global {
  interface HTMLElementTagNameMap {
    'neon-activate': NeonActivate;
  }
}
