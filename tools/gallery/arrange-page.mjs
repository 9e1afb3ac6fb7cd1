// Runs in every page that is photographed: gives its text a size and a language, and resolves when the elements have
// drawn themselves anew.
globalThis.arrangePage = async ({ textSize, lang }) => {
  const root = document.documentElement;
  root.style.fontSize = `${textSize}%`;
  root.lang = lang;
  root.dir = lang.startsWith('ar') ? 'rtl' : 'ltr';
  // A story that is about providers has one of its own, which is to know the languages of the gallery too.
  const [first, ...others] = root.querySelectorAll('neon-provider');
  for (const provider of others) provider.languages = first.languages;
  // `lang` is heard by an observer, whose turn comes before this one's.
  await Promise.resolve();
  await drawn(document);
  await new Promise((resolve) => requestAnimationFrame(resolve));
};

/** Resolves when all elements in a tree are drawn. Elements are drawn before those in their shadow trees. */
async function drawn(tree) {
  for (const element of tree.querySelectorAll('*')) {
    await element.updateComplete;
    if (element.shadowRoot) await drawn(element.shadowRoot);
  }
}
