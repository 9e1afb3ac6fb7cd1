import '../events.js';
import { define } from '../internal/define.js';
import { NeonLoginList } from './neon-login-list.js';

define('neon-login-list', NeonLoginList);

declare global {
  interface HTMLElementTagNameMap {
    'neon-login-list': NeonLoginList;
  }
}
