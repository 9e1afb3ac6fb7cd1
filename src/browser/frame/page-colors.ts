/**
 * The page's colours that the frame's dialog takes. Nothing else of the page's styles crosses.
 * @module
 */
import { object, optional, string, type ReadBy } from '../../protocol/readers.js';

/** The custom property that has each colour. */
export const colorProperties = {
  accent: '--neon-color-accent',
  onAccent: '--neon-color-on-accent',
  surface: '--neon-color-surface',
  text: '--neon-color-text',
} as const;

const color = /* @__PURE__ */ optional(/* @__PURE__ */ string(/^#[\da-f]{6}$/, 7));

/** Reads colours, each as `#rrggbb`. */
export const readColors = /* @__PURE__ */ object({
  accent: color,
  onAccent: color,
  surface: color,
  text: color,
});

/** Colours as `#rrggbb`; undefined: not set, or left out. */
export type PageColors = ReadBy<typeof readColors>;

/**
 * The colours at an element of the page. A colour that is not set, is not opaque or is none of sRGB is left out.
 * @param probe gets a text colour; it shows no text.
 */
export function colorsAt(probe: HTMLElement): Record<string, string> {
  const computed = getComputedStyle(probe);
  const colors: Record<string, string> = {};
  for (const [name, property] of Object.entries(colorProperties)) {
    if (!computed.getPropertyValue(property)) continue;
    probe.style.color = `var(${property})`;
    const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(computed.color)?.slice(1);
    if (parts) colors[name] = hexColor(parts.map(Number));
  }
  probe.style.color = '';
  return colors;
}

/** `#rrggbb` of red, green and blue, each a whole number from 0 to 255. */
export function hexColor(channels: readonly number[]): string {
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
