import '../events.js';
import '../neon-provider/define.js';
import { define } from '../internal/base/definition.js';
import { NeonSeal } from './neon-seal.js';

define('neon-seal', NeonSeal);

declare global {
  interface HTMLElementTagNameMap {
    'neon-seal': NeonSeal;
  }
}
