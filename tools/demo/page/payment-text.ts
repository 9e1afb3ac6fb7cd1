/**
 * A payment in words: what the customer seals in the browser, and what the bank's server compares the seal with.
 * @module
 */

/** A payment as the form has it. */
export interface Payment {
  /** Order number of the bank, which distinguishes two equal payments. */
  readonly order: string;
  readonly to: string;
  /** Euro, as typed: `25` or `25.00`. */
  readonly amount: string;
  /** May be empty. */
  readonly reference: string;
}

/** The text. Each member is one line without control characters, so different payments have different texts. */
export function paymentText({ order, to, amount, reference }: Payment): string {
  const lines = [`Pay EUR ${amount}`, `To: ${to}`, `For: ${reference || '–'}`, `Order: ${order}`];
  return lines.join('\n');
}
