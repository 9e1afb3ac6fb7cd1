/** Operates an element as a person does: it knows parts and states, neither classes nor fields. */
export class Harness<T extends HTMLElement = HTMLElement> {
  readonly element: T;

  constructor(element: T) {
    this.element = element;
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  /** All nodes with a part name, in their order. */
  parts<E extends HTMLElement = HTMLElement>(name: string): E[] {
    return [...this.root.querySelectorAll<E>(`[part~=${name}]`)];
  }

  /** The first node with a part name. */
  part<E extends HTMLElement = HTMLElement>(name: string): E {
    const [found] = this.parts<E>(name);
    if (!found) throw new Error(`<${this.element.localName}> shows no ${name}`);
    return found;
  }

  /** What a part says. */
  text(name: string): string {
    return this.part(name).textContent.replace(/\s+/g, ' ').trim();
  }

  /** All attribute values, without what stands between letters and digits. */
  get attributeValues(): string[] {
    const nodes = [this.element, ...this.root.querySelectorAll('*')];
    const values = nodes.flatMap(({ attributes }) => Array.from(attributes, ({ value }) => value));
    return values.map((value) => value.replace(/[^0-9A-Za-z]/g, ''));
  }

  /** What `:state()` selects among these names. */
  states(...names: string[]): string[] {
    return names.filter((name) => this.element.matches(`:state(${name})`));
  }

  /** The part that has the focus. */
  get focused(): string | null {
    return this.root.activeElement?.getAttribute('part') ?? null;
  }

  /** Resolves once `look` returns true; it is called whenever the element or the focus in it has changed. */
  until(look: () => unknown): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!look()) return;
        observer.disconnect();
        this.root.removeEventListener('focusin', check);
        resolve();
      };
      const observer = new MutationObserver(check);
      const all = { attributes: true, characterData: true, childList: true, subtree: true };
      observer.observe(this.root, all);
      observer.observe(this.element, { attributes: true });
      this.root.addEventListener('focusin', check);
      check();
    });
  }
}
