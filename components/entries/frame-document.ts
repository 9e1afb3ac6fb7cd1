/**
 * The script of the service's frame document: the dialog, and the operations.
 * @module
 */
import '../neon-pin-prompt/define.js';
import type { PageLook } from '../../src/browser/frame/frame-pad.js';
import { serveFrame } from '../../src/browser/frame/frame.js';
import { ShippedLanguages } from '../internal/session/shipped-languages.js';
import { directionOf } from '../messages/language.js';
import { FrameTheme } from './frame-theme.js';
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

const theme = new FrameTheme(document.documentElement);

/** Takes the page's light or dark, its colours where they can be read, and its language if there are texts. */
async function adapt(look: PageLook): Promise<void> {
  const { lang } = look;
  const root = document.documentElement;
  theme.take(look);
  root.lang = lang;
  await shipped.load(lang);
  root.dir = directionOf(lang, shipped.loaded);
}

serveFrame(prompt, adapt);
