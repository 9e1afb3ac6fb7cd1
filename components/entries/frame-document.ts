/**
 * The script of the service's frame document: the dialog, and the operations.
 * @module
 */
import '../neon-pin-prompt/define.js';
import type { PageLook } from '../../src/browser/frame/frame-pad.js';
import { serveFrame } from '../../src/browser/frame/frame.js';
import { ShippedLanguages } from '../internal/session/shipped-languages.js';
import { directionOf } from '../messages/language.js';
import { readableColors, useColors } from './frame-colors.js';
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

/** Takes the page's light or dark, its colours where they can be read, and its language if there are texts. */
async function adapt({ scheme, lang, colors }: PageLook): Promise<void> {
  const root = document.documentElement;
  root.style.colorScheme = scheme;
  useColors(root, readableColors(colors, isDark(scheme)));
  root.lang = lang;
  await shipped.load(lang);
  root.dir = directionOf(lang, shipped.loaded);
}

function isDark(scheme: string): boolean {
  if (!scheme.includes('dark')) return false;
  return !scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches;
}

serveFrame(prompt, adapt);
