/**
 * Light or dark of the frame's document, and the page's colours in it.
 * @module
 */
import type { PageLook } from '../../src/browser/frame/frame-pad.js';
import { readableColors, useColors } from './frame-colors.js';

type Theme = Pick<PageLook, 'scheme' | 'colors'>;

/** Draws a document as the page around it, in colours that are judged as they are drawn. */
export class FrameTheme {
  readonly #root: HTMLElement;
  readonly #prefersDark = matchMedia('(prefers-color-scheme: dark)');
  #theme: Theme | undefined;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#prefersDark.addEventListener('change', () => this.#draw());
  }

  /** Takes the theme of a page. Its `light dark` goes on following the person's preference. */
  take(theme: Theme): void {
    this.#theme = theme;
    this.#draw();
  }

  #draw(): void {
    if (!this.#theme) return;
    const { scheme, colors } = this.#theme;
    const words = new Set(scheme.toLowerCase().split(' '));
    const isDark = words.has('dark') && (!words.has('light') || this.#prefersDark.matches);
    // One word, and none that is the page's own: the browser draws with the colours that are judged here.
    const drawn = isDark ? 'dark' : 'light';
    this.#root.style.colorScheme = words.has('only') ? `only ${drawn}` : drawn;
    useColors(this.#root, readableColors(colors, isDark));
  }
}
