/**
 * Requests and refusals of the doors for administrators and relying parties.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { parseBody, type Answer } from '../../../support/services/door-call.js';

/** Sends JSON in chunks, without a Content-Length. */
export async function callInPieces(
  url: string,
  key: string,
  pieces: readonly string[],
): Promise<Answer> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const sending = request(url, { method: 'POST', headers });
  for (const piece of pieces) sending.write(piece);
  sending.end();
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  const text = Buffer.concat(await response.toArray()).toString();
  const received = new Headers(response.headers as Record<string, string>);
  return { status: response.statusCode ?? 0, headers: received, body: parseBody(text) };
}

/** Checks that an answer is a problem document with this status, code and detail. */
export function assertRefused(
  { status, headers, body }: Answer,
  expected: `${number} ${string}`,
  detail?: string | RegExp,
): void {
  assert.equal(`${status} ${String(body['code'])}`, expected, JSON.stringify(body));
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(body['status'], status);
  if (detail === undefined) return;
  if (typeof detail === 'string') assert.equal(body['detail'], detail);
  else assert.match(String(body['detail']), detail);
}
