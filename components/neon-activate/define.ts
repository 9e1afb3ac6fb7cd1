import '../events.js';
import { define } from '../internal/define.js';
import { NeonActivate } from './neon-activate.js';

define('neon-activate', NeonActivate);

declare global {
  interface HTMLElementTagNameMap {
    'neon-activate': NeonActivate;
  }
}
