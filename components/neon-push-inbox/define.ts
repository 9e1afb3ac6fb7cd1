import '../events.js';
import '../neon-provider/define.js';
import { define } from '../internal/base/definition.js';
import { NeonPushInbox } from './neon-push-inbox.js';

define('neon-push-inbox', NeonPushInbox);

declare global {
  interface HTMLElementTagNameMap {
    'neon-push-inbox': NeonPushInbox;
  }
}
