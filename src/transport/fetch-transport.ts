/**
 * Carries messages over HTTP with `fetch`.
 * @module
 */
import type { Reply, Transport } from '../client/ports.js';
import { NeonError, type NeonErrorOptions } from '../errors.js';
import { maxResponseBytes } from '../protocol/limits.js';
import { problemContentType, readProblem } from '../protocol/problem.js';

/**
 * Makes a transport to the service at `iss`.
 *
 * Requests are `text/plain`, so that a browser sends them without a CORS preflight.
 *
 * @param origin sent as `Origin` where the platform does not send it itself, as in Node.
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
      return response.ok ? body : fail(`HTTP ${response.status}`);
    },
  };
}

interface Received {
  readonly response: Response;
  readonly body: Uint8Array<ArrayBuffer>;
}

async function request(url: string, signal: AbortSignal, init: RequestInit): Promise<Received> {
  signal.throwIfAborted();
  let received: Received;
  try {
    const response = await fetch(url, {
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      ...init,
      signal,
    });
    received = { response, body: new Uint8Array(await response.arrayBuffer()) };
  } catch (cause) {
    signal.throwIfAborted();
    throw new NeonError('NETWORK_UNAVAILABLE', { cause });
  }
  return received.body.length > maxResponseBytes ? fail('answer too long') : received;
}

function readReply({ response, body: bytes }: Received): Reply {
  const { ok, status, headers } = response;
  const body = new TextDecoder().decode(bytes);
  if (ok) return { ok, body };
  const seconds = headers.get('retry-after') ?? '';
  const retryAfter = /^\d{1,6}$/.test(seconds) ? Number(seconds) : undefined;
  if (status < 500 && headers.get('content-type')?.startsWith(problemContentType)) {
    try {
      const { code, stmt } = readProblem(JSON.parse(body), '$');
      return { ok: false, code, stmt, retryAfter };
    } catch (cause) {
      return fail('unreadable answer', { cause });
    }
  }
  return fail(`HTTP ${status}`, { retryAfter });
}

function fail(message: string, options?: NeonErrorOptions): never {
  throw new NeonError('SERVICE_UNAVAILABLE', { message, ...options });
}
