/**
 * What the bank shows to whoever is signed in, and payments.
 * @module
 */
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { ServiceError } from '../../src/rp/index.js';
import { accountPage, securityPage, statementPage } from './account-pages.js';
import type { Branch } from './bank.js';
import { paymentText } from './page/payment-text.js';
import { paymentsPage, type Draft } from './payments-page.js';
import { placeOf, type Place } from './place.js';
import type { Session } from './sessions.js';

/** One line of text, as a field of a form has it. */
const line = (max: number) =>
  v.pipe(v.string(), v.trim(), v.maxLength(max), v.regex(/^[^\p{C}]*$/u));

const paymentSchema = v.object({
  order: v.pipe(v.string(), v.uuid()),
  to: v.pipe(line(70), v.nonEmpty()),
  amount: v.pipe(v.string(), v.regex(/^(?!0+(?:\.00)?$)\d{1,6}(?:\.\d{2})?$/)),
  reference: line(140),
  seal: v.pipe(v.string(), v.nonEmpty(), v.maxLength(8192)),
});

const sentences = {
  incomplete: 'Fill in the payment and seal it first, then send it.',
  refused: 'This seal is not for this payment, or was used already. Nothing was booked.',
  unavailable: 'We cannot check seals at the moment. Nothing was booked. Try again in a moment.',
};

type SignedIn = Place & { readonly session: Session };
type PaymentStatus = 200 | 400 | 422 | 503;

/** The routes under `/account`. */
export function accountRoutes(branch: Branch): Hono {
  const { ledger, verifier } = branch;
  const app = new Hono();

  /** Runs for who is signed in, and sends everybody else to the front page. */
  const signedIn =
    (answer: (c: Context, place: SignedIn) => Response | Promise<Response>) => (c: Context) => {
      const { session, ...place } = placeOf(c, branch);
      return session ? answer(c, { ...place, session }) : c.redirect('/', 303);
    };

  const showPayments = (
    c: Context,
    place: SignedIn,
    status: PaymentStatus,
    problem = '',
    draft?: Draft,
  ) => {
    const payments = ledger.payments(place.session.login);
    const page = { order: randomUUID(), draft, problem, payments };
    return c.html(paymentsPage(place, page), status);
  };

  app.get(
    '/',
    signedIn((c, place) => c.html(accountPage(place, ledger))),
  );
  app.get(
    '/payments',
    signedIn((c, place) => showPayments(c, place, 200)),
  );
  app.get(
    '/statement',
    signedIn((c, place) => c.html(statementPage(place))),
  );
  app.get(
    '/security',
    signedIn((c, place) => c.html(securityPage(place))),
  );

  app.post(
    '/payments',
    signedIn(async (c, place) => {
      const form = v.safeParse(paymentSchema, await c.req.parseBody());
      if (!form.success) return showPayments(c, place, 400, sentences.incomplete);
      const { seal, ...payment } = form.output;
      const { login } = place.session;
      try {
        // The text is made here anew: what the page showed is the customer's business, what is booked the bank's.
        const check = { login, once: true };
        const sealed = await verifier.verifySeal(seal, paymentText(payment), check);
        if (!sealed) return await showPayments(c, place, 422, sentences.refused, payment);
        ledger.book(login, { ...payment, sealedAt: sealed.iat * 1000 });
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        return showPayments(c, place, 503, sentences.unavailable, payment);
      }
      return c.redirect('/account/payments', 303);
    }),
  );

  return app;
}
