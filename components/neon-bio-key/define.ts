import '../events.js';
import '../neon-provider/define.js';
import { define } from '../internal/base/definition.js';
import { NeonBioKey } from './neon-bio-key.js';

define('neon-bio-key', NeonBioKey);

declare global {
  interface HTMLElementTagNameMap {
    'neon-bio-key': NeonBioKey;
  }
}
