/**
 * Registers an element. If its name is taken, as when a page loads the kit twice, it keeps the first class and warns.
 * Does nothing without a DOM, so that servers can import the elements.
 */
export function define(name: string, element: CustomElementConstructor): void {
  if (!globalThis.HTMLElement) return;
  const present = customElements.get(name);
  if (!present) customElements.define(name, element);
  else if (present !== element)
    console.warn(
      `<${name}> is already defined by another class, probably another copy of neon-mfa`,
    );
}
