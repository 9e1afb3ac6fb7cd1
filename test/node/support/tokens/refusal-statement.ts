/**
 * Signed statements on tokens.
 */
import assert from 'node:assert/strict';
import { readProblem, readStatement, type Statement } from '../../../../src/protocol/problem.js';
import type { Reply } from './token-door.js';
import { coreOf, type Operation, type RawToken } from './raw-token.js';

const refusals: Readonly<Record<Statement['class'], string>> = {
  fork: '409 DYNAMIC_TOKEN_KEY_IS_INVALID',
  ahead: '409 DYNAMIC_TOKEN_KEY_IS_INVALID',
  gone: '404 NO_DEVICE_FOUND',
};

/** Checks that a reply is a statement of a class, signed by the service, and about this very message. */
export async function assertStated(
  { door }: RawToken,
  { body }: Pick<Operation, 'body'>,
  { status, text }: Reply,
  expected: Statement['class'],
): Promise<void> {
  const { code, stmt } = readProblem(JSON.parse(text), '$');
  assert.equal(`${status} ${code}`, refusals[expected]);
  assert.ok(stmt, 'there is a statement');
  const claims = await door.verified(stmt, 'btt-stmt');
  readStatement(claims, '$');
  const { now, ...stated } = claims;
  const { iss, als, tid, chal } = coreOf(body);
  assert.deepEqual(stated, { v: 1, iss, als, tid, code, class: expected, re: chal });
  assert.ok(Number(now) > 0);
}
