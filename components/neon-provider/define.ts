import '../events.js';
import '../neon-pin-prompt/define.js';
import { define } from '../internal/base/definition.js';
import { NeonProvider } from './neon-provider.js';

define('neon-provider', NeonProvider);

declare global {
  interface HTMLElementTagNameMap {
    'neon-provider': NeonProvider;
  }
}
