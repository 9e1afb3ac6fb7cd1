/**
 * Registers every element.
 * @module
 */
import './neon-provider/define.js';
import './neon-pin-prompt/define.js';
import './neon-login-list/define.js';
import './neon-activate/define.js';
import './neon-otp/define.js';
