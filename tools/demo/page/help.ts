/**
 * The script of the page about forgotten PINs and blocks.
 * @module
 */
import '../../../components/neon-provider/define.js';
import '../../../components/neon-login-list/define.js';
import '../../../components/neon-reset-pin/define.js';
import '../../../components/neon-unlock/define.js';
import type { NeonResetPin, NeonUnlock } from '../../../components/index.js';

// Without a PIN there is nothing to reset.
const forms = document.querySelectorAll<NeonResetPin | NeonUnlock>('neon-reset-pin, neon-unlock');

document.body.addEventListener('neon-login-selected', ({ login }) => {
  for (const form of forms) form.login = login;
});
