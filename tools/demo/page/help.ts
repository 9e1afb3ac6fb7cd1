/**
 * The script of the page about forgotten PINs and blocks.
 * @module
 */
import '../../../components/neon-provider/define.js';
import '../../../components/neon-login-list/define.js';
import '../../../components/neon-reset-pin/define.js';
import '../../../components/neon-unlock/define.js';
