/**
 * What the bank's pages have in common.
 * @module
 */
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Place } from './place.js';

/** A piece of HTML. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** A page to be laid out. */
export interface Page {
  readonly title: string;
  /** Name of its script, if it has one. */
  readonly script?: string;
  /** Whether there are elements of the kit on it. */
  readonly elements?: boolean;
  readonly main: Html;
}

/** Pages for signed-in customers. */
const nav = [
  ['/account', 'Overview'],
  ['/account/payments', 'Payments'],
  ['/account/statement', 'Statement'],
  ['/account/security', 'Security'],
  ['/approve', 'Approvals'],
] as const;

/** Lays out a page. */
export function layout(place: Place, path: string, { title, script, elements, main }: Page): Html {
  const { session, device } = place;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – Harbour Bank</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/bank.css" />
        <link rel="stylesheet" href="/account.css" />
        ${script === undefined ? '' : html`<script type="module" src="/${script}.js"></script>`}
      </head>
      <body data-device="${device}">
        <header class="masthead">
          <a class="brand" href="/"
            ><img src="/favicon.svg" alt="" width="32" height="32" />Harbour Bank</a
          >
          ${device === 'second' ? html`<p class="device">Second device</p>` : ''}
          ${
            session
              ? html`<form class="end" method="post" action="/logout">
                  <button>Sign out</button>
                </form>`
              : ''
          }
        </header>
        ${session ? navigation(path) : ''} ${elements ? provided(place, main) : main}
      </body>
    </html>`;
}

function navigation(path: string): Html {
  return html`<nav class="nav" aria-label="Your account">
    ${nav.map(
      ([href, name]) =>
        html`<a href="${href}" ${href === path ? html`aria-current="page"` : ''}>${name}</a>`,
    )}
  </nav>`;
}

/** Wraps elements in a provider. */
function provided({ service, alias }: Place, main: Html): Html {
  return html`<neon-provider
    id="provider"
    service="${service}"
    alias="${alias}"
    app-description="Harbour Bank"
    >${main}</neon-provider
  >`;
}
