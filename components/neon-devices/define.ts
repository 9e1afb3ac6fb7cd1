import '../events.js';
import '../neon-provider/define.js';
import { define } from '../internal/base/definition.js';
import { NeonDevices } from './neon-devices.js';

define('neon-devices', NeonDevices);

declare global {
  interface HTMLElementTagNameMap {
    'neon-devices': NeonDevices;
  }
}
