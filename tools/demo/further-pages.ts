/**
 * The pages beside the front page that need no session.
 * @module
 */
import { html } from 'hono/html';
import type { Attempt } from './front-page.js';
import { layout, type Html } from './layout.js';
import { helpTitle } from './page/secret.js';
import { otherDevice, type Place } from './place.js';

function onOther(place: Place, path: string, words: string): Html {
  return html`<a href="${otherDevice(place)}${path}" target="_blank" rel="noopener">${words}</a>`;
}

/** How one person tries what needs two devices. */
function alone(advice: Html): Html {
  return html`<section class="card aside" aria-labelledby="alone-title">
    <h2 id="alone-title">Trying this alone?</h2>
    <p>${advice}</p>
    <p><a href="/">Back to the front page</a></p>
  </section>`;
}

/** The page that signs in with another browser. */
export function pushPage(place: Place, { problem, login }: Attempt): Html {
  return layout(place, '/push', {
    title: 'Sign in with another device',
    script: 'push',
    elements: true,
    main: html`<main class="page">
      <h1>Sign in with another device</h1>
      <p class="lead">
        This browser need not be set up. It shows a number; you type it where your account is set
        up.
      </p>
      <form class="card" method="post" action="/push" id="push-form">
        <p class="problem" id="push-problem" role="alert" tabindex="-1">${problem}</p>
        <div class="field">
          <label for="login">Your customer name</label>
          <input
            id="login"
            name="login"
            value="${login || 'ada.lovelace'}"
            required
            maxlength="64"
            autocomplete="username"
            autocapitalize="none"
            spellcheck="false"
          />
        </div>
        <neon-push-otp name="otp" id="push"></neon-push-otp>
        <button class="primary" id="submit">Sign in</button>
      </form>
      ${alone(
        html`Open ${onOther(place, '/approve', 'the approvals of your other device')} in a tab and
        leave it open: the request appears there.`,
      )}
    </main>`,
  });
}

/** The page that approves. */
export function approvePage(place: Place): Html {
  return layout(place, '/approve', {
    title: 'Approvals',
    script: 'approve',
    elements: true,
    main: html`<main class="page">
      <h1>Approvals</h1>
      <p class="lead">
        Somebody who signs in with your name elsewhere needs you here. Approve only what you have
        begun yourself.
      </p>
      <section class="card" aria-label="Requests">
        <p class="notice" id="nobody" hidden>
          No account is set up in this browser, so nothing can be approved with it.
          <a href="/#activate">Set it up</a>
        </p>
        <neon-push-inbox></neon-push-inbox>
      </section>
      ${alone(
        html`Ask from ${onOther(place, '/push', 'your other device')}, and come back to this tab.`,
      )}
    </main>`,
  });
}

/** The page about forgotten PINs and blocks. */
export function helpPage(place: Place): Html {
  const { secret } = place;
  return layout(place, '/help', {
    title: helpTitle(secret),
    script: 'help',
    elements: true,
    main: html`<main class="page">
      <h1>${helpTitle(secret)}</h1>
      <p class="lead">
        The bank’s staff give you a code of ten digits. You use it in the browser that you have set
        up.
      </p>
      <section class="card" aria-label="Account">
        <neon-login-list for-help>
          <span slot="empty"
            >No account is set up in this browser. <a href="/#activate">Set it up</a></span
          >
        </neon-login-list>
      </section>
      <div class="columns">
        ${
          secret
            ? html`<section class="card" aria-labelledby="reset-title">
                <h2 id="reset-title">A new ${secret}</h2>
                <p>For whoever has forgotten it. It also lifts the block after wrong ones.</p>
                <neon-reset-pin id="reset"></neon-reset-pin>
              </section>`
            : ''
        }
        <section class="card" aria-labelledby="unlock-title">
          <h2 id="unlock-title">Unblock</h2>
          <p>
            ${
              secret
                ? `For whoever knows the ${secret} and was blocked after wrong ones or by the bank.`
                : 'For whoever was blocked by the bank.'
            }
          </p>
          <neon-unlock id="unlock"></neon-unlock>
        </section>
      </div>
      <p>
        <a href="${place.addresses.first}/">The front page</a> is where the staff create the codes.
      </p>
    </main>`,
  });
}

const choices = {
  pin: [
    ['pin', 'A PIN of digits'],
    ['password', 'A password'],
    ['none', 'Nothing: the browser alone'],
  ],
  bio: [
    ['off', 'Not taken'],
    ['allowed', 'In place of PIN or password, for those who want'],
    ['forced', 'Always; only without PIN and password'],
  ],
} as const;

const switches = [
  ['seal', 'Payments can be sealed'],
  ['push', 'Another device can approve'],
  ['pushOpen', 'Browsers that are not set up may ask it to'],
] as const;

function radios(name: keyof typeof choices, legend: string): Html {
  return html`<fieldset>
    <legend>${legend}</legend>
    ${choices[name].map(
      ([value, label]) =>
        html`<label class="check"
          ><input type="radio" name="${name}" value="${value}" />${label}</label
        >`,
    )}
  </fieldset>`;
}

/** The page with settings of the service. */
export function settingsPage(place: Place): Html {
  return layout(place, '/settings', {
    title: 'Settings of the service',
    script: 'settings',
    main: html`<main class="page">
      <p class="role">Bank staff</p>
      <h1>Settings of the service</h1>
      <p class="lead">Browsers hear of a change when their page is loaded the next time.</p>
      <form class="card" id="settings-form">
        ${radios('pin', 'Beside their browser, customers need')} ${radios('bio', 'Biometrics')}
        <fieldset>
          <legend>Further</legend>
          ${switches.map(
            ([name, label]) =>
              html`<label class="check"><input type="checkbox" name="${name}" />${label}</label>`,
          )}
        </fieldset>
        <p class="problem" id="settings-problem" role="alert"></p>
        <p class="small" id="settings-status" role="status"></p>
        <button class="primary" id="save">Save</button>
      </form>
      <section class="card" aria-labelledby="customers-title">
        <h2 id="customers-title">Start anew</h2>
        <p>
          PIN, password or nothing can be changed only as long as there are no customers. Removed
          ones can no longer sign in, in any browser.
        </p>
        <p>Customers now: <strong id="customers">–</strong></p>
        <button type="button" id="remove-customers">Remove all customers</button>
      </section>
      <p><a href="/">Back to the front page</a></p>
    </main>`,
  });
}
