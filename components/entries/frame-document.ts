/**
 * The script of the service's frame document: the dialog, and the operations.
 * @module
 */
import '../neon-pin-prompt/define.js';
import { serveFrame } from '../../src/browser/frame/frame.js';

const sheet = new CSSStyleSheet();
// Transparent, so that the page shows behind the dialog. The page's fonts do not apply in here.
sheet.replaceSync(
  ':root{color-scheme:light dark;background:none;font-family:system-ui,sans-serif}',
);
document.adoptedStyleSheets = [sheet];

const prompt = document.createElement('neon-pin-prompt');
document.body.append(prompt);
serveFrame(prompt);
