/**
 * Payments: a form is booked when its seal verifies.
 * @module
 */
import * as v from 'valibot';
import { ServiceError } from '../../src/rp/index.js';
import type { Branch } from './bank.js';
import { paymentText, type Payment } from './page/payment-text.js';

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

/** Outcome of a payment. */
export type PaymentOutcome =
  | { readonly outcome: 'booked' | 'incomplete' }
  | { readonly outcome: 'refused' | 'unavailable'; readonly payment: Payment };

/** Books the payment of a form in the name of `login`, or does nothing. */
export async function pay(
  { verifier, ledger }: Branch,
  login: string,
  form: unknown,
): Promise<PaymentOutcome> {
  const order = v.safeParse(paymentSchema, form);
  if (!order.success) return { outcome: 'incomplete' };
  const { seal, ...payment } = order.output;
  try {
    // The text is rebuilt from the order to be booked, so that the seal is compared with that.
    const sealed = await verifier.verifySeal(seal, paymentText(payment), { login, once: true });
    if (!sealed) return { outcome: 'refused', payment };
    ledger.book(login, { ...payment, sealedAt: sealed.iat * 1000 });
    return { outcome: 'booked' };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { outcome: 'unavailable', payment };
  }
}
