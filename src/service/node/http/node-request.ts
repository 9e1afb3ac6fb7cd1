/**
 * Requests of `node:http` for the service, and its answers to them.
 * @module
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Bytes } from '../../../crypto/bytes.js';
import type { App } from '../../app.js';
import type { HttpAnswer, HttpRequest } from '../../http/exchange.js';
import { malformed } from '../../problem-document.js';
import type { Peer } from '../../service-context.js';

/** A request target that is the same after parsing: no segment begins with a dot, nothing is to be escaped. */
const plainTarget = /^(?![^?]*\/\.)\/(?!\/)[!$&-;=@-\[\]_a-z~]*(?:\?[!$&-;=?-\[\]_a-z~]*)?$/i;

/**
 * Headers that decide something and are no lists. Of several, a proxy could go by another one than the service. Lists
 * such as `X-Forwarded-For` may be in several lines.
 */
const singleHeaders = ['authorization', 'content-type', 'host', 'idempotency-key', 'origin'];

/** A request of `node:http` as the service sees it. */
class NodeRequest implements HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly peer: Peer;
  readonly #incoming: IncomingMessage;
  readonly #outgoing: ServerResponse;
  #abort: AbortController | undefined;

  /**
   * @throws {ProblemError} when the target of the request is no path, or a header is repeated of which there may only be
   * one.
   */
  constructor(incoming: IncomingMessage, outgoing: ServerResponse, peer: Peer) {
    refuseRepeated(incoming);
    const { path, query } = readTarget(incoming.url ?? '');
    this.method = incoming.method ?? 'GET';
    this.path = path;
    this.query = query;
    this.peer = peer;
    this.#incoming = incoming;
    this.#outgoing = outgoing;
  }

  /** Made when it is first asked for: few requests wait. */
  get signal(): AbortSignal {
    if (!this.#abort) {
      const controller = new AbortController();
      const outgoing = this.#outgoing;
      const end = () => {
        if (!outgoing.writableFinished) controller.abort();
      };
      if (outgoing.destroyed) end();
      else outgoing.once('close', end);
      this.#abort = controller;
    }
    return this.#abort.signal;
  }

  header(name: string): string | undefined {
    const value = this.#incoming.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  read(most: number): Promise<Bytes | undefined> {
    return readBody(this.#incoming, most);
  }
}

/**
 * Makes the listener of a server.
 * @param ready resolves when the service has started; requests wait for it.
 */
export function requestListener(
  ready: Promise<Pick<App, 'answer' | 'refuse'>>,
  peerOf: (incoming: IncomingMessage) => Peer,
): RequestListener {
  const respond = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    let request: NodeRequest;
    try {
      request = new NodeRequest(incoming, outgoing, peerOf(incoming));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const method = incoming.method ?? 'GET';
      send(outgoing, method, await (await ready).refuse(method, error));
      return;
    }
    send(outgoing, request.method, await (await ready).answer(request));
  };
  return (incoming, outgoing) => {
    respond(incoming, outgoing).catch(() => outgoing.destroy());
  };
}

function send(
  outgoing: ServerResponse,
  method: string,
  { status, headers, body }: HttpAnswer,
): void {
  if (body === undefined) {
    // Without a length, node would send an empty chunked body.
    const isEmpty = status !== 204 && status !== 304 && method !== 'HEAD';
    outgoing.writeHead(status, isEmpty ? { ...headers, 'content-length': 0 } : headers).end();
    return;
  }
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  outgoing.writeHead(status, { ...headers, 'content-length': length });
  outgoing.end(method === 'HEAD' ? undefined : body);
}

function refuseRepeated({ headersDistinct }: IncomingMessage): void {
  for (const name of singleHeaders) {
    if ((headersDistinct[name]?.length ?? 0) > 1) throw malformed(`${name} is given twice.`);
  }
}

function readTarget(target: string): { path: string; query: string } {
  let rest = target;
  if (!plainTarget.test(target)) {
    const url = URL.parse(target.startsWith('/') ? `http://localhost${target}` : target);
    if (!url) throw malformed('The request cannot be read.');
    rest = url.pathname + url.search;
  }
  const mark = rest.indexOf('?');
  return mark < 0
    ? { path: rest, query: '' }
    : { path: rest.slice(0, mark), query: rest.slice(mark + 1) };
}

function readBody(incoming: IncomingMessage, most: number): Promise<Bytes | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (bytes: Bytes | undefined) => {
      incoming.off('data', add).off('end', end).off('close', stop);
      resolve(bytes);
    };
    const add = (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= most) return;
      finish(undefined);
      // The rest is thrown away, so that the connection can be used for another request. Its time is limited.
      incoming.resume();
    };
    const end = () => finish(chunks.length === 1 ? (chunks[0] as Bytes) : Buffer.concat(chunks));
    const stop = () => finish(undefined);
    if (incoming.destroyed && !incoming.readableEnded) return stop();
    incoming.on('data', add).on('end', end).on('close', stop);
  });
}
