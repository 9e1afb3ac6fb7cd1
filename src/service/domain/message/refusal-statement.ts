/**
 * Signed statements on a token: what makes a client mark an enrolment, so that a forged error cannot.
 * @module
 */
import { protocolVersion } from '../../../protocol/limits.js';
import { statementType, type Statement } from '../../../protocol/problem.js';
import type { ServiceContext } from '../../context.js';
import { signAsService } from '../keys/key-ring.js';
import { TokenRefusal } from '../token-refusal.js';

/** The message that a statement answers. */
export interface Asked {
  readonly als: string;
  readonly tid: string;
  readonly chal: string;
}

/** Makes the refusal that says what has become of a token, with a statement signed over the challenge. */
export async function refuseToken(
  { keys, clock, publicUrl }: ServiceContext,
  { als, tid, chal }: Asked,
  kind: Statement['class'],
): Promise<TokenRefusal> {
  const code = kind === 'gone' ? 'NO_DEVICE_FOUND' : 'DYNAMIC_TOKEN_KEY_IS_INVALID';
  const claims = {
    v: protocolVersion,
    iss: publicUrl,
    als,
    tid,
    code,
    class: kind,
    re: chal,
    now: clock.now(),
  };
  return new TokenRefusal(code, { statement: await signAsService(keys, statementType, claims) });
}
