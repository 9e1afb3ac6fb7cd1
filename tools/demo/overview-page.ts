/**
 * The first page for signed-in customers.
 * @module
 */
import { html } from 'hono/html';
import { money, type Ledger, type Posting } from './ledger.js';
import { layout, type Html } from './layout.js';
import type { Secret } from './page/secret.js';
import { otherDevice, type SignedIn } from './place.js';
import type { Session } from './sessions.js';

/** Sentences for how the person authenticated. */
function proofOf({ amr }: Session): string {
  const words: Readonly<Record<string, string>> = {
    swk: amr.includes('mca') ? 'the key of another browser of yours' : 'this browser’s key',
    pin: 'your PIN',
    pwd: 'your password',
  };
  return amr.flatMap((method) => words[method] ?? []).join(' and ') || 'a one-time password';
}

const happened = (secret: Secret) =>
  html`<section class="card aside" aria-labelledby="happened-title">
    <h2 id="happened-title">What just happened</h2>
    <ol class="plain-steps">
      <li>
        A browser of yours proved two keys to the
        service${secret ? `; the ${secret} went inside, encrypted` : ''}.
      </li>
      <li>The one-time password it got back travelled with the bank’s ordinary sign-in form.</li>
      <li>
        The bank’s server had it verified with <code>POST /rp/v1/otp/verify</code>. It worked once;
        it will not work again.
      </li>
    </ol>
  </section>`;

/** Links to the other pages, for new customers. */
function ways(other: string, secret: Secret): Html {
  return html`<section class="card aside" aria-labelledby="next-title">
    <h2 id="next-title">What else you can try</h2>
    <ul class="plain-steps">
      <li><a href="/account/payments">Seal a payment</a>, and see what becomes of a false one.</li>
      <li>
        <a href="/account/security">Set up a second device</a
        >${secret ? `, change your ${secret}` : ''}, use biometrics.
      </li>
      <li>
        <a href="/approve">Approve a sign-in</a> that you begin on
        <a href="${other}/push" target="_blank" rel="noopener">your other device</a>.
      </li>
      <li><a href="/account/statement">Ask the bank’s API</a> with an access token.</li>
      <li><a href="/settings">Change what the bank asks for</a>: a PIN, a password, nothing.</li>
    </ul>
  </section>`;
}

/** The page. */
export function overviewPage(place: SignedIn, ledger: Ledger): Html {
  const { session, secret } = place;
  const since = new Date(session.signedInAt);
  return layout(place, '/account', {
    title: 'Your account',
    main: html`<main class="page">
      <div class="done" role="status">
        <p class="tick" aria-hidden="true">✓</p>
        <div>
          <h1>Hello, <span data-user="${session.login}">${session.login}</span></h1>
          <p>
            You are signed in with ${proofOf(session)}, since
            <time datetime="${since.toISOString()}">${since.toLocaleTimeString('en-GB')}</time>.
          </p>
        </div>
      </div>
      <section class="card" aria-labelledby="balance-title">
        <h2 id="balance-title">Everyday account</h2>
        <p class="balance">€&nbsp;${money(ledger.balance(session.login))}</p>
        ${postingsTable(ledger.postings(session.login))}
        <p><a class="button" href="/account/payments">Pay somebody</a></p>
      </section>
      ${happened(secret)} ${ways(otherDevice(place), secret)}
    </main>`,
  });
}

function postingsTable(postings: readonly Posting[]): Html {
  return html`<table>
    <caption class="hidden">
      Latest postings
    </caption>
    <thead class="hidden">
      <tr>
        <th scope="col">Who and when</th>
        <th scope="col">Amount in euro</th>
      </tr>
    </thead>
    <tbody>
      ${postings.map(
        ({ who, when, cents }) =>
          html`<tr>
            <th scope="row">${who} <span class="small day">${when}</span></th>
            <td class="amount">${cents < 0 ? '−' : '+'}${money(cents)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
