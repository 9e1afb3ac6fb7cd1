/**
 * Registers the elements that signing in needs: provider, dialog, account list, activation, one-time password.
 * @module
 */
import './neon-provider/define.js';
import './neon-pin-prompt/define.js';
import './neon-login-list/define.js';
import './neon-activate/define.js';
import './neon-otp/define.js';
