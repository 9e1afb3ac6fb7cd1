/**
 * Routes of the bank for signed-in customers.
 * @module
 */
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { securityPage, statementPage } from './account-pages.js';
import type { Branch } from './bank.js';
import { overviewPage } from './overview-page.js';
import { pay } from './payments.js';
import { paymentsPage, type Draft } from './payments-page.js';
import { placeOf, type SignedIn } from './place.js';

interface Env {
  Variables: { readonly place: SignedIn };
}

/** Sentences about a payment that was not booked. */
const answers = {
  incomplete: [400, 'Fill in the payment and seal it first, then send it.'],
  refused: [422, 'This seal is not for this payment, or was used already. Nothing was booked.'],
  unavailable: [
    503,
    'We cannot check seals at the moment. Nothing was booked. Try again in a moment.',
  ],
} as const;

/** The routes under `/account`. Others than signed-in customers are redirected to the front page. */
export function accountRoutes(branch: Branch): Hono<Env> {
  const { ledger } = branch;
  const app = new Hono<Env>();

  app.use(async (c, next) => {
    const { session, ...place } = await placeOf(c, branch);
    if (!session) return c.redirect('/', 303);
    c.set('place', { ...place, session });
    return next();
  });

  const payments = (c: Context<Env>, problem: string, draft?: Draft) => {
    const { place } = c.var;
    const booked = ledger.payments(place.session.login);
    return paymentsPage(place, { order: randomUUID(), draft, problem, payments: booked });
  };

  app.get('/', (c) => c.html(overviewPage(c.var.place, ledger)));
  app.get('/payments', (c) => c.html(payments(c, '')));
  app.get('/statement', (c) => c.html(statementPage(c.var.place)));
  app.get('/security', (c) => c.html(securityPage(c.var.place)));

  app.post('/payments', async (c) => {
    const paid = await pay(branch, c.var.place.session.login, await c.req.parseBody());
    if (paid.outcome === 'booked') return c.redirect('/account/payments', 303);
    const [status, problem] = answers[paid.outcome];
    return c.html(payments(c, problem, 'payment' in paid ? paid.payment : undefined), status);
  });

  return app;
}
