/**
 * A documented operation, called by the page of somebody who is enrolled there.
 * @module
 */
import assert from 'node:assert/strict';
import { before } from 'node:test';
import { pin, otherPin, wrongPin } from '../../../support/clients/pins.js';
import { Bank } from './bank.js';
import type { Call, CallingPage, Form, Given, Outcome } from './calling-page.js';
import { useTwoSites } from './two-sites.js';

/** Both styles of a call: promise and callbacks. */
export const forms: readonly Form[] = ['promise', 'callbacks'];

/** Result of {@link useVisit}. Its members are set once the tests run. */
class Visit {
  bank!: Bank;
  page!: CallingPage;
}

/** A person who is enrolled in the browser of an open page. */
export interface Situation extends Readonly<Visit> {
  readonly login: string;
}

/** The operation. */
export interface Attempt {
  /** Prepares the call; resolves with its arguments besides `login`, `pin`, `otherPin`, `wrongPin`. */
  readonly given?: (situation: Situation) => Promise<Given>;
  readonly call: Call;
}

/** Opens the page of a bank where every operation is allowed before the tests, and closes it afterwards. */
export function useVisit(useIframe: boolean): Visit {
  // Another site than the bank's, and a host name that Node resolves.
  const sites = useTwoSites('localhost');
  const visit = new Visit();
  before(async () => {
    visit.bank = await Bank.open(sites, { push: true });
    visit.page = await visit.bank.visit(useIframe);
  });
  return visit;
}

/** Calls it for a new person. */
export async function attempt(
  { bank, page }: Visit,
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
