import '../events.js';
import { define } from '../internal/define.js';
import { NeonBioKey } from './neon-bio-key.js';

define('neon-bio-key', NeonBioKey);

declare global {
  interface HTMLElementTagNameMap {
    'neon-bio-key': NeonBioKey;
  }
}
