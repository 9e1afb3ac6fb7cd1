/** The element of the page with an id. Its absence is a defect of the page. */
export function pageElement<T extends HTMLElement>(id: string, kind: abstract new () => T): T {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new Error(`the page lacks #${id}`);
}
