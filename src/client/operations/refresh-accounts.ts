/**
 * Asks for the state of the enrolments while a page is open.
 * @module
 */
import { refreshStatus } from '../enrolment/token-status.js';
import type { Run } from '../run.js';

/** Updates the stored states of all enrolments; listeners of `subscribe` hear of a change. */
export function refreshAccounts(run: Run): Promise<void> {
  return refreshStatus(run);
}
