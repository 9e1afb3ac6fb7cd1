/**
 * Signed statements on a token: they make a client mark an enrolment as ended, which a forged error cannot.
 * @module
 */
import { protocolVersion } from '../../../protocol/limits.js';
import { statementType, type Statement } from '../../../protocol/problem.js';
import type { ServiceContext } from '../../service-context.js';
import { signAsService } from '../keys/key-ring.js';
import { TokenRefusal } from '../token-refusal.js';
import type { MessageCore } from './parsed-message.js';

/** Makes the refusal that says what has become of a token, with a statement signed over the message's challenge. */
export async function refuseToken(
  { keys, clock, publicUrl }: ServiceContext,
  { als, tid, chal }: Pick<MessageCore, 'als' | 'tid' | 'chal'>,
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
