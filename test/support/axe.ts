import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';

/** Fails when axe finds anything in an element, be the page light or dark. */
export async function expectAccessible(element: HTMLElement): Promise<void> {
  const { style } = document.documentElement;
  style.colorScheme = 'light dark';
  style.background = 'Canvas';
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      // Half-way through an animation every contrast is poor.
      await emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect(element).to.be.accessible();
    }
  } finally {
    await emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
    document.documentElement.removeAttribute('style');
  }
}
