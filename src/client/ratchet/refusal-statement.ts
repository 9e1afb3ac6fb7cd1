/**
 * Statements in refusals. A client believes only what the service has signed about this token in answer to this
 * request.
 * @module
 */
import { NeonError } from '../../errors.js';
import { readStatement, statementType } from '../../protocol/problem.js';
import { markRecord } from './record-changes.js';
import type { Refused } from '../ports.js';
import { refusal } from '../service/exchange.js';
import type { Run } from '../run.js';
import { verified } from '../service/session.js';

/**
 * Makes the error for a refusal, and marks the record if a statement says that the token is dead or unknown. A
 * statement that the service was rolled back marks nothing.
 *
 * @param chal the challenge of the refused request.
 */
export async function refusalError(
  run: Run,
  tid: string,
  chal: string,
  refused: Refused,
): Promise<NeonError> {
  const error = refusal(refused);
  if (!refused.stmt) return error;
  let claims;
  try {
    claims = readStatement(await verified(run, refused.stmt, statementType), '$');
  } catch {
    return error;
  }
  const { iss, als, re, class: kind } = claims;
  if (iss !== run.iss || als !== run.als || claims.tid !== tid || re !== chal) return error;
  if (kind === 'ahead') {
    return new NeonError('DYNAMIC_TOKEN_KEY_IS_INVALID', {
      message: 'the service is behind',
      retryable: true,
    });
  }
  run.debug('mark', kind);
  await markRecord(run.store, tid, kind);
  return error;
}
