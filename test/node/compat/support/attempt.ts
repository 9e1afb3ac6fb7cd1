/**
 * A documented operation, called by the page of somebody who is enrolled there.
 * @module
 */
import assert from 'node:assert/strict';
import { otherPin, pin, wrongPin, type Bank } from './bank.js';
import type { Call, CallingPage, Form, Given, Outcome } from './calling-page.js';

/** Both ways to hear how a call ended. */
export const forms: readonly Form[] = ['promise', 'callbacks'];

/** A person who is enrolled in the browser of an open page. */
export interface Situation {
  readonly bank: Bank;
  readonly page: CallingPage;
  readonly login: string;
}

/** What is called. */
export interface Attempt {
  /** Brings about what is needed; resolves with what the call is given beside `login`, `pin`, `otherPin`, `wrongPin`. */
  readonly given?: (situation: Situation) => Promise<Given>;
  readonly call: Call;
}

/** Calls it for a new person. */
export async function attempt(
  bank: Bank,
  page: CallingPage,
  { given = async () => ({}), call }: Attempt,
  form: Form,
): Promise<{ outcome: Outcome; situation: Situation; given: Given }> {
  const login = await bank.enrol(page);
  const situation = { bank, page, login };
  const all = { login, pin, otherPin, wrongPin, ...(await given(situation)) };
  const outcome = await page.outcome(call, all, { form });
  assert.equal(outcome.returned, form === 'promise' ? 'promise' : 'nothing');
  return { outcome, situation, given: all };
}
