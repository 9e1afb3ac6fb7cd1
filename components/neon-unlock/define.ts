import '../events.js';
import '../neon-provider/define.js';
import { define } from '../internal/base/definition.js';
import { NeonUnlock } from './neon-unlock.js';

define('neon-unlock', NeonUnlock);

declare global {
  interface HTMLElementTagNameMap {
    'neon-unlock': NeonUnlock;
  }
}
