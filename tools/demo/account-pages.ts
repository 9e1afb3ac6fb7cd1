/**
 * The pages of whoever is signed in, beside payments.
 * @module
 */
import { html } from 'hono/html';
import { money, type Ledger, type Posting } from './ledger.js';
import { layout, type Html } from './layout.js';
import { otherDevice, type Place } from './place.js';
import { statementAudience, statementScope } from './register-bank.js';
import type { Session } from './sessions.js';

type SignedIn = Place & { readonly session: Session };

/** How the person signed in, in words. */
function proofOf({ amr }: Session): string {
  const words: Readonly<Record<string, string>> = {
    swk: amr.includes('mca') ? 'the key of another browser of yours' : 'this browser’s key',
    pin: 'your PIN',
    pwd: 'your password',
  };
  return amr.flatMap((method) => words[method] ?? []).join(' and ') || 'a one-time password';
}

/** What stands above what needs an enrolment; the scripts of the pages show it where there is none. */
export function notEnrolled(login: string): Html {
  return html`<p class="notice" id="not-enrolled" hidden>
    This browser is not set up for <strong>${login}</strong>, so nothing here can be confirmed with
    it. <a href="/#activate">Set it up</a>
  </p>`;
}

/** The overview. */
export function accountPage(place: SignedIn, ledger: Ledger): Html {
  const { session } = place;
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
        <p class="balance">€ ${money(ledger.balance(session.login))}</p>
        ${postingsTable(ledger.postings(session.login))}
        <p><a class="button" href="/account/payments">Pay somebody</a></p>
      </section>
      <section class="card aside" aria-labelledby="happened-title">
        <h2 id="happened-title">What just happened</h2>
        <ol class="plain-steps">
          <li>
            A browser of yours proved two keys to the service; the PIN went inside, encrypted.
          </li>
          <li>
            The one-time password it got back travelled with the bank’s ordinary sign-in form.
          </li>
          <li>
            The bank’s server had it verified with <code>POST /rp/v1/otp/verify</code>. It worked
            once; it will not work again.
          </li>
        </ol>
      </section>
      <section class="card aside" aria-labelledby="next-title">
        <h2 id="next-title">What else you can try</h2>
        <ul class="plain-steps">
          <li>
            <a href="/account/payments">Seal a payment</a>, and see what becomes of a false one.
          </li>
          <li>
            <a href="/account/security">Set up a second device</a>, change your PIN, use biometrics.
          </li>
          <li>
            <a href="/approve">Approve a sign-in</a> that you begin on
            <a href="${otherDevice(place)}/push" target="_blank" rel="noopener">your other device</a
            >.
          </li>
          <li><a href="/account/statement">Ask the bank’s API</a> with an access token.</li>
          <li>
            <a href="/settings">Change what the bank asks for</a>: a PIN, a password, nothing.
          </li>
        </ul>
      </section>
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
        <th scope="col">Who</th>
        <th scope="col">When</th>
        <th scope="col">Amount in euro</th>
      </tr>
    </thead>
    <tbody>
      ${postings.map(
        ({ who, when, cents }) =>
          html`<tr>
            <th scope="row">${who}</th>
            <td>${when}</td>
            <td class="amount">${cents < 0 ? '−' : '+'}${money(cents)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** An access token, and what the bank's API makes of it. */
export function statementPage(place: SignedIn): Html {
  const { login } = place.session;
  return layout(place, '/account/statement', {
    title: 'Statement',
    script: 'statement',
    elements: true,
    main: html`<main class="page">
      <h1>Statement</h1>
      <p class="lead">
        The bank’s API does not know your session. It takes an access token, which this page gets
        with your confirmation and keeps for one question.
      </p>
      ${notEnrolled(login)}
      <section class="card" aria-label="Access">
        <neon-access-token
          id="access"
          login="${login}"
          audience="${statementAudience(place.addresses)}"
          scope="${statementScope}"
        ></neon-access-token>
        <p class="problem" id="api-problem" role="alert"></p>
      </section>
      <section class="card" aria-labelledby="answer-title" id="answer" tabindex="-1" hidden>
        <h2 id="answer-title">What the API answered</h2>
        <dl id="answer-facts"></dl>
        <p class="small">
          Verified with <code>verifyJwt</code> of <code>neon-mfa/rp</code> and the keys that the
          service publishes, without asking anybody.
        </p>
      </section>
    </main>`,
  });
}

/** Browsers, PIN, biometrics. */
export function securityPage(place: SignedIn): Html {
  const { login } = place.session;
  const other = otherDevice(place);
  return layout(place, '/account/security', {
    title: 'Security',
    script: 'security',
    elements: true,
    main: html`<main class="page">
      <h1>Security</h1>
      ${notEnrolled(login)}
      <div class="columns" id="security">
        <section class="card wide" aria-labelledby="devices-title">
          <h2 id="devices-title">Your devices</h2>
          <neon-devices id="devices" login="${login}"></neon-devices>
        </section>
        <section class="card wide" aria-labelledby="another-title">
          <h2 id="another-title">Another device</h2>
          <p>
            Alone with one browser?
            <a href="${other}/" target="_blank" rel="noopener">Open your other device</a>: the same
            bank at another address, which shares nothing with this one.
          </p>
          <neon-activation-code login="${login}" activation-url="${other}/"></neon-activation-code>
        </section>
        <section class="card" aria-labelledby="pin-title">
          <h2 id="pin-title">PIN</h2>
          <neon-change-pin login="${login}"></neon-change-pin>
          <p><a href="/help">Forgotten, or blocked?</a></p>
        </section>
        <section class="card" aria-labelledby="bio-title">
          <h2 id="bio-title">Biometrics</h2>
          <neon-bio-key login="${login}"></neon-bio-key>
        </section>
      </div>
    </main>`,
  });
}
