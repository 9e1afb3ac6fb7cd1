/**
 * Two of the pages for signed-in customers: statement and security.
 * @module
 */
import { html } from 'hono/html';
import { layout, type Html } from './layout.js';
import { atStart } from './page/secret.js';
import { otherDevice, type SignedIn } from './place.js';
import { statementAudience, statementScope } from './register-bank.js';

/** The notice above what needs an enrolment; scripts show it where there is none. */
export function notEnrolled(login: string): Html {
  return html`<p class="notice" id="not-enrolled" hidden>
    This browser is not set up for <strong>${login}</strong>, so nothing here can be confirmed with
    it. <a href="/#activate">Set it up</a>
  </p>`;
}

/** An access token, and the answer of the bank's API to it. */
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
        ${secretCard(place)}
        <section class="card" aria-labelledby="bio-title">
          <h2 id="bio-title">Biometrics</h2>
          <neon-bio-key login="${login}"></neon-bio-key>
        </section>
      </div>
    </main>`,
  });
}

/** The PIN or password, if there is one, and the link to help. */
function secretCard({ secret, session: { login } }: SignedIn): Html {
  return html`<section class="card" aria-labelledby="pin-title">
    <h2 id="pin-title">${secret ? atStart(secret) : 'Blocked?'}</h2>
    ${
      secret
        ? html`<neon-change-pin login="${login}"></neon-change-pin>
            <p><a href="/help">Forgotten, or blocked?</a></p>`
        : html`<p>You type nothing here. <a href="/help">A code of the bank</a> unblocks.</p>`
    }
  </section>`;
}
