/**
 * Contrasts of greys, each from 0 to 255.
 * @module
 */

/** Each grey with each, from 0 to 255. */
export const greyPairs = Array.from({ length: 256 * 256 }, (_, n) => [n >> 8, n & 255] as const);

/** The grey that is seen where a part of one covers another. */
export const mixedGrey = (grey: number, below: number, part: number) =>
  Math.round(grey * part + below * (1 - part));

/** Contrast of two greys (WCAG 2.2). */
export function greyContrast(...greys: readonly [number, number]): number {
  const [light, dark] = greys
    .map((grey) => grey / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}
