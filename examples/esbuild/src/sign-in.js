import 'neon-mfa/define-essentials.js';
