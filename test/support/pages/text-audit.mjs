// Defines `auditTexts` in a page that is in a pseudo-language: tells which texts of the kit are not translated, are cut
// off, or grow out of their box. Looks at shadow trees alone: what stands in elements as their content is the page's own.
{
  const isForPeople = [
    'aria-label',
    'aria-description',
    'aria-valuetext',
    'title',
    'placeholder',
    'alt',
  ];
  /** Marks of direction, which are no part of a text. */
  const marks = /[\u2066-\u2069\u202a-\u202e]/g;
  const letter = /\p{L}/u;
  /** The form of a code, as a placeholder shows it. */
  const form = /^[X-]+$/;

  const describe = (element) => {
    const host = element.getRootNode().host;
    const part = element.closest('[part]')?.getAttribute('part');
    return `${host?.localName ?? 'page'} ${element.localName}${part ? ` ::part(${part})` : ''}`;
  };

  /** The text outside of brackets, and how many brackets are open at the end. */
  const outside = (text, open = 0) => {
    let depth = open;
    const left = [...text.replace(marks, '')].filter((one) => {
      if (one === '[') depth++;
      const isOutside = depth < 1;
      if (one === ']') depth--;
      return isOutside;
    });
    return { left: left.join(''), depth };
  };

  const hasLettersOutside = (text) => letter.test(outside(text).left);

  /** Data has no language: what was entered, codes, names that people and sites have given. */
  const data = 'bdi, output, [part~=login], [part~=code], [part~=data], [part~=unseen]';
  const isData = (element) => Boolean(element.closest(data));

  const isVisible = (element) => element.checkVisibility({ visibilityProperty: true });

  /** Text for screen readers alone is a pixel wide. */
  const isDrawn = (element) => {
    for (let one = element; one instanceof Element; one = one.parentElement) {
      const { clipPath, position } = getComputedStyle(one);
      if (position === 'absolute' && clipPath !== 'none') return false;
    }
    return true;
  };

  /** The element that a text stands in: at the top of a shadow tree, its host. */
  const holderOf = (node) => node.parentElement ?? node.getRootNode().host;

  const textsOf = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      const holder = holderOf(walker.currentNode);
      const isText = !['style', 'script', 'title', 'desc'].includes(holder.localName);
      if (isText && walker.currentNode.data.trim() && isVisible(holder))
        texts.push(walker.currentNode);
    }
    return texts;
  };

  /** Texts without brackets. A sentence may be drawn in several nodes, so brackets are counted through a whole tree. */
  const untranslated = (root) => {
    let open = 0;
    return textsOf(root).flatMap((node) => {
      const { left, depth } = outside(node.data, open);
      open = depth;
      const holder = holderOf(node);
      return letter.test(left) && !isData(holder)
        ? [`not translated: ${describe(holder)}: ${node.data.trim()}`]
        : [];
    });
  };

  const unnamed = (element) =>
    isForPeople
      .map((name) => [name, element.getAttribute(name) ?? ''])
      .filter(([, value]) => hasLettersOutside(value) && !form.test(value) && !isData(element))
      .map(([name, value]) => `not translated: ${describe(element)} ${name}: ${value}`);

  const overflowing = (element) => {
    const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
    const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
    const isWide = element.scrollWidth > element.clientWidth + 1;
    const isHigh = element.scrollHeight > element.clientHeight + 1;
    const isCut =
      (isWide && (hides(overflowX) || textOverflow === 'ellipsis')) || (isHigh && hides(overflowY));
    return isCut && element.clientWidth > 1 && isDrawn(element) && !isData(element)
      ? [`cut off: ${describe(element)}: ${element.textContent.trim()}`]
      : [];
  };

  /** The nearest ancestor that has a box of its own. */
  const boxOf = (element) => {
    let box = element;
    while (box.parentElement && /^(inline|contents)$/.test(getComputedStyle(box).display))
      box = box.parentElement;
    return box;
  };

  const outOfBox = (node) => {
    const box = boxOf(holderOf(node));
    if (!isDrawn(holderOf(node))) return [];
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, right } = box.getBoundingClientRect();
    const isOut = [...range.getClientRects()].some(
      (one) =>
        one.width > 1 &&
        (one.left < left - 1 ||
          one.right > right + 1 ||
          one.left < -1 ||
          one.right > innerWidth + 1),
    );
    return isOut ? [`out of its box: ${describe(box)}: ${node.data.trim()}`] : [];
  };

  /** The validity of a control, as the form around it sees it. */
  const invalid = ({ localName, validationMessage = '' }) =>
    hasLettersOutside(validationMessage)
      ? [`not translated: ${localName} is invalid: ${validationMessage}`]
      : [];

  const rootsIn = (root) =>
    [...root.querySelectorAll('*')].flatMap((one) =>
      one.shadowRoot ? [one.shadowRoot, ...rootsIn(one.shadowRoot)] : [],
    );

  globalThis.auditTexts = () => {
    const roots = rootsIn(document);
    const faults = roots.flatMap((root) => {
      const elements = [...root.querySelectorAll('*')];
      return [
        ...invalid(root.host),
        ...untranslated(root),
        ...elements.flatMap(unnamed),
        ...elements.filter(isVisible).flatMap(overflowing),
        ...textsOf(root).flatMap(outOfBox),
      ];
    });
    if (document.documentElement.scrollWidth > innerWidth + 1)
      faults.push('the page is wider than its window');
    return [...new Set(faults)];
  };
}
