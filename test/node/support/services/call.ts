/**
 * Calls to the doors of the administrator and of relying parties, as raw as a test needs them.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';

/** A call; what is left out is as it ought to be. */
export interface Call {
  readonly method?: string;
  /** Sent as JSON unless it is text or bytes. */
  readonly body?: object | string;
  /** Value of `Authorization: Bearer`. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The answer, with a body that is JSON or empty. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** Sends a request. */
export async function call(url: string, { method, body, key, headers }: Call): Promise<Answer> {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : isRaw ? (body as BodyInit) : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: parse(await response.text()) };
}

/** Sends JSON in pieces, without telling how long it is. */
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
  return { status: response.statusCode ?? 0, headers: received, body: parse(text) };
}

function parse(text: string): Record<string, unknown> {
  return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
}

/** Checks that an answer is a problem document, and that it says what it is expected to say. */
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
