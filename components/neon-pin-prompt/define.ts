import '../events.js';
import { define } from '../internal/base/definition.js';
import { NeonPinPrompt } from './neon-pin-prompt.js';

define('neon-pin-prompt', NeonPinPrompt);

declare global {
  interface HTMLElementTagNameMap {
    'neon-pin-prompt': NeonPinPrompt;
  }
}
