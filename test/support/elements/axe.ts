import { expect } from '@open-wc/testing';

/** Fails when axe has findings in an element, on a light or dark page. */
export async function expectAccessible(element: HTMLElement): Promise<void> {
  const { style } = document.documentElement;
  style.background = 'Canvas';
  try {
    for (const colorScheme of ['light', 'dark']) {
      style.colorScheme = colorScheme;
      [document, ...shadowTrees(element)].forEach(endAnimations);
      await expect(element).to.be.accessible();
    }
  } finally {
    document.documentElement.removeAttribute('style');
  }
}

/** Contrast is too low in the middle of an animation. */
function endAnimations(tree: DocumentOrShadowRoot): void {
  for (const animation of tree.getAnimations()) {
    const { endTime } = animation.effect!.getComputedTiming();
    if (endTime === Infinity) animation.cancel();
    else animation.finish();
  }
}

function shadowTrees(element: Element): ShadowRoot[] {
  const { shadowRoot } = element;
  const inside = [...element.children, ...(shadowRoot?.children ?? [])].flatMap(shadowTrees);
  return shadowRoot ? [shadowRoot, ...inside] : inside;
}
