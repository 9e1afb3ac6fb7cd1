/**
 * The service as a function from requests to responses of `fetch`, for a service inside a page.
 * @module
 */
import { readBytes } from '../body-bytes.js';
import type { Peer } from '../service-context.js';
import type { HttpAnswer, HttpRequest } from './exchange.js';

/** Answers requests. */
interface Answerer {
  answer(request: HttpRequest): Promise<HttpAnswer>;
}

/** Hands a request of `fetch` to the service. */
export async function handleFetch(
  service: Answerer,
  request: Request,
  peer: Peer,
): Promise<Response> {
  const { method, signal, headers: given } = request;
  const { pathname, search } = new URL(request.url);
  const { status, headers, body } = await service.answer({
    method,
    path: pathname,
    query: search.slice(1),
    peer,
    signal,
    header: (name) => given.get(name) ?? undefined,
    read: (most) => readBytes(request, most),
  });
  return new Response(method === 'HEAD' ? null : (body ?? null), { status, headers });
}
