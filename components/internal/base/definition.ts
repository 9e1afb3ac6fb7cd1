/**
 * Registers an element unless its name is taken, as it is when a page loads the kit twice. On a server, where pages
 * are only prepared, it does nothing.
 */
export function define(name: string, element: CustomElementConstructor): void {
  if (!globalThis.customElements) return;
  const present = customElements.get(name);
  if (!present) customElements.define(name, element);
  else if (present !== element)
    console.warn(
      `<${name}> is already defined by another class, probably another copy of neon-mfa`,
    );
}
