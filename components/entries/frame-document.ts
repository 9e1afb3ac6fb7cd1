/**
 * The script of the service's frame document: the dialog, and the operations.
 * @module
 */
import '../neon-pin-prompt/define.js';
import { serveFrame } from '../../src/browser/frame/frame.js';
import { ShippedLanguages } from '../internal/session/shipped-languages.js';
import { directionOf } from '../messages/language.js';
import { languagesOf } from './language-data.js';

const sheet = new CSSStyleSheet();
// Transparent, so that the page shows behind the dialog. The page's fonts do not apply in here.
sheet.replaceSync(
  ':root{color-scheme:light dark;background:none;font-family:system-ui,sans-serif}',
);
document.adoptedStyleSheets = [sheet];

const prompt = document.createElement('neon-pin-prompt');
document.body.append(prompt);
const shipped = new ShippedLanguages(languagesOf(location.origin), () => {
  prompt.languages = shipped.loaded;
});

/** Speaks the language of the page, if there are texts. */
async function speak(lang: string): Promise<void> {
  document.documentElement.lang = lang;
  await shipped.load(lang);
  document.documentElement.dir = directionOf(lang, shipped.loaded);
}

serveFrame(prompt, speak);
