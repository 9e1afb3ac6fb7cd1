/**
 * The bank's ledger, in memory: a restart loses payments.
 * @module
 */
import type { Payment } from './page/payment-text.js';

/** A line of an account. */
export interface Posting {
  readonly who: string;
  readonly when: string;
  /** In cents; negative for a debit. */
  readonly cents: number;
}

/** A payment that was booked. */
export interface BookedPayment extends Payment {
  /** When it was sealed, in milliseconds since the epoch. */
  readonly sealedAt: number;
}

const opening = 420_635;

/** Initial entries of every account, latest first. */
const history: readonly Posting[] = [
  { who: 'Kiln & Loaf Bakery', when: 'Today', cents: -640 },
  { who: 'Salary, North Quay Boats', when: 'Monday', cents: 318_000 },
  { who: 'Tideway Energy', when: 'Friday', cents: -8_215 },
];

/** The payments of the bank's customers. */
export class Ledger {
  readonly #payments = new Map<string, BookedPayment[]>();

  /** Books a payment whose seal was verified. */
  book(login: string, payment: BookedPayment): void {
    this.#payments.set(login, [payment, ...this.payments(login)]);
  }

  /** Payments of a customer, latest first. */
  payments(login: string): BookedPayment[] {
    return this.#payments.get(login) ?? [];
  }

  /** Lines of the customer's account, latest first. */
  postings(login: string): readonly Posting[] {
    const paid = this.payments(login).map(({ to, amount }) => ({
      who: to,
      when: 'Today',
      cents: -cents(amount),
    }));
    return [...paid, ...history];
  }

  /** In cents. */
  balance(login: string): number {
    return this.payments(login).reduce((left, { amount }) => left - cents(amount), opening);
  }
}

/** `1234567` as `12,345.67`. */
export function money(amount: number): string {
  return (Math.abs(amount) / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 });
}

function cents(amount: string): number {
  return Math.round(Number(amount) * 100);
}
