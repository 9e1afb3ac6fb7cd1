/**
 * Calls of the doors for administrators and relying parties: JSON over HTTP with a bearer key.
 * @module
 */

/** A request. */
export interface Call {
  /** POST when there is a body, else GET. */
  readonly method?: string;
  /** Sent as JSON unless it is text or bytes. */
  readonly body?: object | string;
  /** Value of `Authorization: Bearer`. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer, whose body is JSON or empty. */
export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** Sends a request. */
export async function call<T = Record<string, unknown>>(
  url: string,
  { method, body, key, headers }: Call,
): Promise<Answer<T>> {
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
  const { status } = response;
  return { status, headers: response.headers, body: parseBody<T>(await response.text()) };
}

/** Parses a body that is JSON or empty. */
export function parseBody<T>(text: string): T {
  return (text === '' ? {} : JSON.parse(text)) as T;
}
