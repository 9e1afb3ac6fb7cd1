import '../events.js';
import '../neon-provider/define.js';
import { define } from '../internal/base/definition.js';
import { NeonAccessToken } from './neon-access-token.js';

define('neon-access-token', NeonAccessToken);

declare global {
  interface HTMLElementTagNameMap {
    'neon-access-token': NeonAccessToken;
  }
}
