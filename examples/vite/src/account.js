import 'neon-mfa/define-essentials.js';
import 'neon-mfa/define/neon-seal.js';
import './style.css';
