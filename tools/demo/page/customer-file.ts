/**
 * The file of a customer in the staff panel.
 * @module
 */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Browser, Customer } from './operator-calls.js';
import { secretOf } from './secret.js';

/** Actions of the staff in the file. */
export interface FileActions {
  /** Creates a code, for one of the customer's browsers where `tid` is given. */
  order(kind: 'restore' | 'unlock' | 'reset', tid?: string): void;
  change(action: 'unblock' | 'disable' | 'enable'): void;
  changeBrowser(tid: string, action: 'block' | 'unblock'): void;
}

/** States of browsers that are in use; revoked and replaced ones are not shown. */
const standings: Readonly<Record<string, string>> = {
  ACTIVE: 'Active',
  BLOCKED: 'Blocked',
  LOCKED: 'Locked, unused for long',
};

/** The file of a customer with the actions that make sense in its state. */
export function customerFile(customer: Customer, actions: FileActions): TemplateResult {
  const enabled = customer.status === 'active';
  const secret = secretOf(customer.pin);
  const browsers = customer.tokens.filter(({ status }) => status in standings);
  return html`
    <div class="file" aria-label="Customer file" role="group">
      <h3>${customer.login}</h3>
      <p class="small">${standing(customer)}</p>
      ${
        browsers.length === 0
          ? html`<p class="small">No browser is set up yet.</p>`
          : html`<ul aria-label="Browsers of ${customer.login}">
              ${browsers.map((browser) => browserLine(browser, actions))}
            </ul>`
      }
      <div class="row">
        ${customer.blocked && secret ? unblockButtons(actions, secret) : nothing}
        <button type="button" @click=${() => actions.change(enabled ? 'disable' : 'enable')}>
          ${enabled ? 'Block customer' : 'Unblock customer'}
        </button>
        ${
          customer.pinDefined
            ? html`<button type="button" @click=${() => actions.order('reset')}>
                Create reset code
              </button>`
            : nothing
        }
        <button type="button" @click=${() => actions.order('restore')}>Create restore code</button>
      </div>
      ${
        secret
          ? html`<label class="check"
              ><input type="checkbox" id="define-pin" />With a new ${secret}</label
            >`
          : nothing
      }
      <p class="small">
        A restore code sets up one browser and removes the customer’s others.
        ${
          secret
            ? `A reset code lets the customer choose a new ${secret} in a browser of theirs.`
            : nothing
        }
      </p>
    </div>
  `;
}

/** Actions after wrong PINs: unblocking at once, or codes for the customer. */
function unblockButtons(actions: FileActions, secret: string): TemplateResult {
  return html`<button type="button" @click=${() => actions.change('unblock')}>
      Unblock after wrong ${secret}s
    </button>
    <button type="button" @click=${() => actions.order('unlock')}>Create unlock code</button>`;
}

function browserLine(browser: Browser, actions: FileActions): TemplateResult {
  const isBlocked = browser.status === 'BLOCKED';
  const isUsable = browser.status === 'ACTIVE';
  const used = when(browser.lastUsedAt);
  return html`<li>
    <span>
      ${browser.name}<br /><span class="small">${standings[browser.status]}, used ${used}</span>
    </span>
    ${
      isUsable
        ? nothing
        : html`<button
            type="button"
            aria-label="Create unlock code for ${browser.name}"
            @click=${() => actions.order('unlock', browser.tid)}
          >
            Unlock code
          </button>`
    }
    <button
      type="button"
      aria-label="${isBlocked ? 'Unblock' : 'Block'} ${browser.name}"
      @click=${() => actions.changeBrowser(browser.tid, isBlocked ? 'unblock' : 'block')}
    >
      ${isBlocked ? 'Unblock' : 'Block'}
    </button>
  </li>`;
}

function standing({ status, blocked, pin, pinDefined }: Customer): string {
  const secret = secretOf(pin);
  if (status !== 'active') return 'Blocked by the bank.';
  if (!secret) return 'Active.';
  if (blocked) return `Blocked after too many wrong ${secret}s.`;
  return pinDefined ? `Active, has a ${secret}.` : `Active, has no ${secret} yet.`;
}

function when(time: number): string {
  return new Date(time).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}
