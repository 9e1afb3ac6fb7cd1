/**
 * What a client believes of a refusal: only what the service has signed, about this token, in answer to
 * this request.
 * @module
 */
import { NeonError } from '../errors.js';
import { readStatement, statementType } from '../protocol/problem.js';
import { markRecord } from './commit.js';
import type { Refused } from './context.js';
import { refusal } from './exchange.js';
import type { Run } from './run.js';
import { verified } from './session.js';

/** A refusal that carries a statement. */
export interface Stated extends Refused {
  readonly stmt: string;
}

/**
 * Reads the statement of a refusal. One that the token is dead or unknown marks the record; one that the service has
 * lost a part of its past marks nothing.
 *
 * @param chal the challenge of the request that was refused.
 * @returns the error for the caller.
 */
export async function believe(
  run: Run,
  tid: string,
  chal: string,
  refused: Stated,
): Promise<NeonError> {
  const error = refusal(refused);
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
