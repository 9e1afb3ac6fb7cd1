import '../events.js';
import '../neon-provider/define.js';
import { define } from '../internal/base/definition.js';
import { NeonLoginList } from './neon-login-list.js';

define('neon-login-list', NeonLoginList);

declare global {
  interface HTMLElementTagNameMap {
    'neon-login-list': NeonLoginList;
  }
}
