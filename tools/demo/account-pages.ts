/**
 * The bank's pages as HTML.
 * @module
 */
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Session } from './sessions.js';

/** What is filled into `index.html`. */
export interface FrontPage {
  readonly service: string;
  readonly alias: string;
  /** A sentence at the sign-in form, or nothing. */
  readonly problem: string;
  /** The login that was tried last, or nothing. */
  readonly login: string;
  /** Who is signed in, or nothing. */
  readonly visitor: string;
}

/** Fills the placeholders `{{name}}` of `index.html`. */
export function frontPage(template: string, values: FrontPage): string {
  return Object.entries(values).reduce(
    (page, [name, value]: [string, string]) => page.replaceAll(`{{${name}}}`, () => escape(value)),
    template,
  );
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const methods: Readonly<Record<string, string>> = {
  swk: 'this browser’s key',
  pin: 'your PIN',
  pwd: 'your password',
};

const postings = [
  ['Kiln & Loaf Bakery', 'Today', '−6.40'],
  ['Salary, North Quay Boats', 'Monday', '+3,180.00'],
  ['Tideway Energy', 'Friday', '−82.15'],
] as const;

/** The page of whoever is signed in. */
export function accountPage(session: Session): HtmlEscapedString | Promise<HtmlEscapedString> {
  const proof = session.amr.flatMap((method) => methods[method] ?? []).join(' and ');
  const since = new Date(session.signedInAt);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Your account – Harbour Bank</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/bank.css" />
        <link rel="stylesheet" href="/account.css" />
      </head>
      <body>
        <header class="masthead">
          <a class="brand" href="/"
            ><img src="/favicon.svg" alt="" width="32" height="32" />Harbour Bank</a
          >
          <form method="post" action="/logout"><button class="quiet">Sign out</button></form>
        </header>
        <main class="account">
          <div class="done" role="status">
            <p class="tick" aria-hidden="true">✓</p>
            <div>
              <h1>Hello, <span data-user="${session.login}">${session.login}</span></h1>
              <p>
                You are signed in with ${proof || 'a one-time password'}, since
                <time datetime="${since.toISOString()}">${since.toLocaleTimeString('en-GB')}</time>.
              </p>
            </div>
          </div>
          <section class="card" aria-labelledby="balance-title">
            <h2 id="balance-title">Everyday account</h2>
            <p class="balance">€ 4,206.35</p>
            <table>
              <caption class="hidden">
                Latest postings
              </caption>
              <thead class="hidden">
                <tr>
                  <th scope="col">Who</th>
                  <th scope="col">When</th>
                  <th scope="col">Amount in euro</th>
                </tr>
              </thead>
              <tbody>
                ${postings.map(
                  ([who, when, amount]) =>
                    html`<tr>
                      <th scope="row">${who}</th>
                      <td>${when}</td>
                      <td class="amount">${amount}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </section>
          <section class="card" aria-labelledby="happened-title">
            <h2 id="happened-title">What just happened</h2>
            <ol class="plain-steps">
              <li>Your browser proved two keys to the service; the PIN went inside, encrypted.</li>
              <li>
                The one-time password it got back travelled with the bank’s ordinary sign-in form.
              </li>
              <li>
                The bank’s server had it verified with <code>POST /rp/v1/otp/verify</code>. It
                worked once; it will not work again.
              </li>
            </ol>
            <p><a href="/">Back to the front page</a>: your browser is still set up there.</p>
          </section>
        </main>
      </body>
    </html>`;
}
