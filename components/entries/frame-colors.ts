/**
 * Which of the page's colours the frame's dialog takes. Colours in which it could not be read are left out, so that no page
 * can hide a part of it: what the dialog asks, for whom, or that a PIN was wrong.
 * @module
 */
import { colorProperties, hexColor, type PageColors } from '../../src/browser/frame/page-colors.js';

/** The colours of the kit that stay beside those of a page. */
export const kitColors = {
  light: { accent: '#1d4ed8', surface: '#ffffff', error: '#b3261e' },
  dark: { accent: '#a3bffa', surface: '#171b23', error: '#ffb4ab' },
} as const;

/** Least contrast of text (WCAG 2.2, 1.4.3). */
const textContrast = 4.5;

/** Part of the main text's colour in hints and in the login; the rest is the surface. */
export const mutedPart = 0.72;

/**
 * The pairs in which everything can be read. Text and surface are taken together, and so are accent and text on it.
 * @param isDark whether the dialog is drawn dark.
 */
export function readableColors(colors: PageColors, isDark: boolean): PageColors {
  const kit = kitColors[isDark ? 'dark' : 'light'];
  const { accent, onAccent, surface, text } = colors;
  const isAccentReadable = accent && onAccent && contrast(accent, onAccent) >= textContrast;
  const isSurfaceReadable =
    surface &&
    text &&
    contrast(surface, mix(text, surface, mutedPart)) >= textContrast &&
    contrast(surface, kit.error) >= textContrast;
  const drawn = isSurfaceReadable ? surface : kit.surface;
  // Also the text of the second button, and links.
  const takesAccent = isAccentReadable && contrast(accent, drawn) >= textContrast;
  const takesSurface =
    isSurfaceReadable && (takesAccent || contrast(kit.accent, surface) >= textContrast);
  return {
    accent: takesAccent ? accent : undefined,
    onAccent: takesAccent ? onAccent : undefined,
    surface: takesSurface ? surface : undefined,
    text: takesSurface ? text : undefined,
  };
}

/** Sets colours as custom properties of an element; removes those that are undefined. */
export function useColors({ style }: HTMLElement, colors: PageColors): void {
  for (const [name, property] of Object.entries(colorProperties)) {
    style.setProperty(property, colors[name as keyof PageColors] ?? '');
  }
}

/** Contrast of two colours, from 1 to 21 (WCAG 2.2). */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour that is seen where a part of one covers another, as `color-mix()` with `transparent` draws it. */
function mix(color: string, below: string, part: number): string {
  const under = channels(below);
  const seen = channels(color).map((value, at) => value * part + under[at]! * (1 - part));
  return hexColor(seen.map(Math.round));
}

/** Relative luminance of `#rrggbb`, from 0 to 1 (WCAG 2.2). */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color)
    .map((value) => value / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Red, green and blue of `#rrggbb`, each from 0 to 255. */
function channels(color: string): number[] {
  return [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
}
