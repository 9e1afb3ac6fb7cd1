import 'neon-mfa/define-essentials.js';
import './style.css';
