/**
 * Language tags (BCP 47) of a page.
 * @module
 */

/** The `lang` that applies to an element: its own or that of the nearest ancestor, through shadow roots. */
export function nearestLang(element: Element): string {
  const found = element.closest('[lang]');
  if (found) return found.getAttribute('lang')!;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLang(root.host) : '';
}

/**
 * The tags to look for, in lower case, the best first: each one is shorter than the one before it (RFC 4647, section
 * 3.4). Empty for the empty tag.
 */
export function lookupTags(lang: string): readonly string[] {
  const tags: string[] = [];
  const subtags = lang.toLowerCase().split('-').filter(Boolean);
  while (subtags.length) {
    tags.push(subtags.join('-'));
    subtags.pop();
    // A single letter or digit only begins a sequence, which has been removed.
    if (subtags.at(-1)?.length === 1) subtags.pop();
  }
  return tags;
}

/** The first of these tags that `Intl` accepts; `en` if there is none. */
export function intlTag(...tags: readonly string[]): string {
  return tags.find(isWellFormed) ?? 'en';
}

function isWellFormed(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
