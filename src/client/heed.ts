/**
 * What a client makes of a refusal.
 * @module
 */
import type { NeonError } from '../errors.js';
import type { Refused } from './context.js';
import { refusal } from './exchange.js';
import type { Run } from './run.js';
import { seldom } from './seldom.js';

/**
 * Turns a refusal into the error for the caller. Refusals that say something about the token carry a statement.
 *
 * @param chal the challenge of the request that was refused.
 */
export async function heed(
  run: Run,
  tid: string,
  chal: string,
  refused: Refused,
): Promise<NeonError> {
  const { stmt } = refused;
  return stmt ? (await seldom()).believe(run, tid, chal, { ...refused, stmt }) : refusal(refused);
}
