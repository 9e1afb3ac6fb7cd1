/**
 * What runs in the frame document of the service: the dialog, and the operations behind it.
 * @module
 */
import '../neon-pin-prompt/define.js';
import { serveFrame } from '../../src/browser/frame/frame.js';

const sheet = new CSSStyleSheet();
// Transparent, so that the dialog stands on the page around it, whose fonts do not reach it.
sheet.replaceSync(
  ':root{color-scheme:light dark;background:none;font-family:system-ui,sans-serif}',
);
document.adoptedStyleSheets = [sheet];

const prompt = document.createElement('neon-pin-prompt');
document.body.append(prompt);
serveFrame(prompt);
