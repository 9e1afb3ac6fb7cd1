import { pageElement } from './page-element.js';

/** Shows a notice as long as a login, or any, is not set up in this browser. */
export function watchEnrolment(notice: string, login?: string): void {
  document.body.addEventListener('neon-logins-changed', ({ logins }) => {
    const isThere = login === undefined ? logins.length > 0 : logins.includes(login);
    pageElement(notice, HTMLElement).hidden = isThere;
  });
}
