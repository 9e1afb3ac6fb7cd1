/**
 * Registers what signing in needs: the provider with its dialog, the accounts, the set-up, the one-time password.
 * @module
 */
import './neon-provider/define.js';
import './neon-pin-prompt/define.js';
import './neon-login-list/define.js';
import './neon-activate/define.js';
import './neon-otp/define.js';
