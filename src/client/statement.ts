/**
 * What a client believes of a refusal: only what the service has signed, about this token, in answer to
 * this request.
 * @module
 */
import { NeonError } from '../errors.js';
import { readStatement, statementType } from '../protocol/problem.js';
import { markRecord } from './commit.js';
import type { ClientContext, Reply } from './context.js';
import { refusal } from './exchange.js';
import type { Session } from './session.js';

/**
 * Turns a refusal into the error for the caller. A signed statement that the token is dead or unknown
 * marks the record; one that the service has lost a part of its past marks nothing.
 *
 * @param chal the challenge of the request that was refused.
 */
export async function heed(
  context: ClientContext,
  session: Session,
  tid: string,
  chal: string,
  reply: Reply & { ok: false },
  signal: AbortSignal,
): Promise<NeonError> {
  const error = refusal(reply);
  if (reply.stmt === undefined) return error;
  let claims;
  try {
    claims = readStatement(await session.verified(reply.stmt, statementType, signal), '$');
  } catch {
    return error;
  }
  const { iss, als, re } = claims;
  if (iss !== context.iss || als !== context.als || claims.tid !== tid || re !== chal) return error;
  if (claims.class === 'ahead') {
    return new NeonError('DYNAMIC_TOKEN_KEY_IS_INVALID', {
      message: 'the service has lost the latest operations of this token; it has not blocked it',
      retryable: true,
    });
  }
  context.debug('mark', claims.class);
  await markRecord(context, tid, claims.class);
  return error;
}
