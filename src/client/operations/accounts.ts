/**
 * Lists the enrolments of this browser.
 * @module
 */
import type { Account } from '../client.js';
import type { ClientContext } from '../context.js';
import { listed } from '../records.js';

/** Every enrolment with its last known state; asks nobody. */
export function accounts(context: ClientContext): Promise<Account[]> {
  return listed(context);
}
