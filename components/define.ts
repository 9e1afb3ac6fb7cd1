/**
 * Registers every element.
 * @module
 */
import './define-essentials.js';
import './neon-access-token/define.js';
import './neon-activation-code/define.js';
import './neon-bio-key/define.js';
import './neon-change-pin/define.js';
import './neon-devices/define.js';
import './neon-push-inbox/define.js';
import './neon-push-otp/define.js';
import './neon-reset-pin/define.js';
import './neon-seal/define.js';
import './neon-sign-in/define.js';
import './neon-unlock/define.js';
