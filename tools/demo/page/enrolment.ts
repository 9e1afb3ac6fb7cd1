import { pageElement } from './page-element.js';

/** Shows a notice while a login (or any login) is not set up in this browser. */
export function watchEnrolment(notice: string, login?: string): void {
  document.body.addEventListener('neon-logins-changed', ({ logins }) => {
    const isThere = login === undefined ? logins.length > 0 : logins.includes(login);
    pageElement(notice, HTMLElement).hidden = isThere;
  });
}
