/**
 * Carries messages over HTTP with `fetch`.
 * @module
 */
import type { Reply, Transport } from '../client/context.js';
import { concat, fromUtf8, type Bytes } from '../crypto/bytes.js';
import { isErrorCode, NeonError } from '../errors.js';
import { parseJson } from '../protocol/json.js';
import { maxResponseBytes } from '../protocol/limits.js';
import { problemContentType, readProblem } from '../protocol/problem.js';

/**
 * Makes a transport to the service at `iss`.
 *
 * Requests are `text/plain`, so that a browser sends them without asking the service first.
 *
 * @param origin sent as `Origin` where the platform does not do it, as in Node.
 */
export function fetchTransport(iss: string, origin?: string): Transport {
  return {
    post: (path, message, signal) =>
      request(`${iss}${path}`, signal, {
        method: 'POST',
        headers: {
          'content-type': 'text/plain;charset=UTF-8',
          ...(origin === undefined ? {} : { origin }),
        },
        body: JSON.stringify(message),
      }).then(readReply),
    get: async (url, signal) => {
      const { response, body } = await request(url, signal, { cache: 'default' });
      return response.ok ? body : fail('SERVICE_UNAVAILABLE', `HTTP ${response.status}`);
    },
  };
}

interface Received {
  readonly response: Response;
  readonly body: Bytes;
}

async function request(url: string, signal: AbortSignal, init: RequestInit): Promise<Received> {
  signal.throwIfAborted();
  try {
    const response = await fetch(url, {
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      ...init,
      signal,
    });
    return { response, body: await readBody(response) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NeonError) throw error;
    return fail('NETWORK_UNAVAILABLE', 'the service cannot be reached', error);
  }
}

async function readBody({ body }: Response): Promise<Bytes> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader!.read()) {
    length += part.value.length;
    if (length > maxResponseBytes) {
      await reader!.cancel();
      fail('SERVICE_UNAVAILABLE', 'the answer is too long');
    }
    chunks.push(part.value);
  }
  return concat(...chunks);
}

function readReply({ response, body }: Received): Reply {
  const { ok, status, headers } = response;
  try {
    if (ok) return { ok, body: fromUtf8(body) };
    if (status < 500 && headers.get('content-type')?.startsWith(problemContentType)) {
      const { code, stmt } = readProblem(parseJson(body), '$');
      if (!isErrorCode(code)) throw new SyntaxError(code);
      const seconds = headers.get('retry-after');
      return { ok: false, code, stmt, retryAfter: seconds ? Number(seconds) : undefined };
    }
  } catch (error) {
    return fail('SERVICE_UNAVAILABLE', 'the answer of the service cannot be read', error);
  }
  return fail('SERVICE_UNAVAILABLE', `HTTP ${status}`);
}

function fail(
  code: 'NETWORK_UNAVAILABLE' | 'SERVICE_UNAVAILABLE',
  message: string,
  cause?: unknown,
): never {
  throw new NeonError(code, { message, retryable: true, cause });
}
