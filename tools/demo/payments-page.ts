/**
 * The page on which payments are sealed.
 * @module
 */
import { html } from 'hono/html';
import { notEnrolled } from './account-pages.js';
import type { BookedPayment } from './ledger.js';
import { layout, type Html } from './layout.js';
import { paymentText, type Payment } from './page/payment-text.js';
import type { SignedIn } from './place.js';

/** Content of the form. */
export type Draft = Pick<Payment, 'to' | 'amount' | 'reference'>;

/** Default content of the form. */
const proposal: Draft = { to: 'North Quay Boats', amount: '25.00', reference: 'Mooring' };

/** Content of the page. */
export interface Payments {
  /** Number of the next order. */
  readonly order: string;
  /** The refused payment, to be corrected. */
  readonly draft?: Draft | undefined;
  /** Why the last payment was refused, if it was. */
  readonly problem: string;
  /** Booked payments, latest first. */
  readonly payments: readonly BookedPayment[];
}

/** The page. */
export function paymentsPage(
  place: SignedIn,
  { order, draft = proposal, problem, payments }: Payments,
): Html {
  const { login } = place.session;
  return layout(place, '/account/payments', {
    title: 'Payments',
    script: 'payments',
    elements: true,
    main: html`<main class="page">
      <h1>Payments</h1>
      ${notEnrolled(login)} ${payments.length === 0 ? '' : booked(payments)}
      <form class="card" method="post" action="/account/payments" id="payment-form">
        <h2>Pay somebody</h2>
        <p class="problem" id="payment-problem" role="alert" tabindex="-1">${problem}</p>
        <input type="hidden" name="order" value="${order}" />
        ${fields(draft)}
        <neon-seal name="seal" id="seal" login="${login}"></neon-seal>
        <button class="primary" id="pay">Pay</button>
        <div class="experiment">
          <p class="small">
            What if somebody changes it on its way? This sends the payment with ten times the
            amount, and the seal that you made.
          </p>
          <button id="pay-altered">Pay, altered on the way</button>
        </div>
      </form>
    </main>`,
  });
}

function fields(draft: Draft): Html {
  return html`<div class="field">
      <label for="to">To</label>
      <input id="to" name="to" value="${draft.to}" required maxlength="70" />
    </div>
    <div class="field">
      <label for="amount">Amount in euro</label>
      <input
        id="amount"
        name="amount"
        value="${draft.amount}"
        required
        inputmode="decimal"
        autocomplete="off"
        pattern="\\d{1,6}(\\.\\d{2})?"
        title="Like 25 or 25.00"
      />
    </div>
    <div class="field">
      <label for="reference">For</label>
      <input id="reference" name="reference" value="${draft.reference}" maxlength="140" />
    </div>`;
}

function booked(payments: readonly BookedPayment[]): Html {
  return html`<section class="card good" aria-labelledby="booked-title">
    <h2 id="booked-title">Booked</h2>
    <ul class="booked">
      ${payments.map(
        (payment) =>
          html`<li>
            <pre>${paymentText(payment)}</pre>
            <p class="small">
              Sealed at ${new Date(payment.sealedAt).toLocaleTimeString('en-GB')}, verified by the
              bank with <code>verifySeal</code>, once.
            </p>
          </li>`,
      )}
    </ul>
  </section>`;
}
