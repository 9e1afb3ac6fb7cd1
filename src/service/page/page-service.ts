/**
 * A service in a worker, as the page sees it: it is called like a service on a network.
 * @module
 */
import * as v from 'valibot';
import { randomBytes, toBase64Url } from '../../crypto/bytes.js';
import { answerSchema, type Order, type PortAnswer, type PortRequest } from './port-messages.js';

/** The public URL of the service, and the origin and address that requests seem to come from. */
export type PageServiceOptions = Omit<Order, 'adminKey'>;

/** Answer of the admin API or the API of relying parties. */
export interface PageAnswer<T> {
  readonly status: number;
  readonly body: T;
}

type HttpAnswer = Exclude<PortAnswer, { open: boolean }>;

/** A whole service, with a database in memory and keys of its own. */
export class PageService {
  readonly url: string;
  readonly adminKey: string;
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, (answer: HttpAnswer) => void>();
  #asked = 0;
  #isClosed = false;

  private constructor({ url, adminKey }: Order, port: MessagePort) {
    this.url = url;
    this.adminKey = adminKey;
    this.#port = port;
  }

  /**
   * Opens a service in a worker that runs `worker.js` of this folder. A worker can hold several.
   * @throws {Error} when the service does not start.
   */
  static open(worker: Worker, options: PageServiceOptions): Promise<PageService> {
    const order: Order = { ...options, adminKey: toBase64Url(randomBytes(32)) };
    const { port1, port2 } = new MessageChannel();
    const service = new PageService(order, port1);
    return new Promise((resolve, reject) => {
      const refuse = () => reject(new Error('the worker of the service did not start'));
      worker.addEventListener('error', refuse, { once: true });
      port1.onmessage = ({ data }) => {
        const answer = v.parse(answerSchema, data);
        if (!('open' in answer)) return service.#waiting.get(answer.id)?.(answer);
        worker.removeEventListener('error', refuse);
        if (answer.open) resolve(service);
        else refuse();
      };
      worker.postMessage(order, [port2]);
    });
  }

  /** Works like `fetch` of the platform, for URLs of this service. */
  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const { url, method, headers, signal, ...request } = await readRequest(input, init);
    signal.throwIfAborted();
    if (this.#isClosed) throw broken();
    const id = ++this.#asked;
    try {
      return toResponse(
        await new Promise<HttpAnswer>((resolve, reject) => {
          this.#waiting.set(id, resolve);
          signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
          this.#say({ id, url, method, headers, ...request });
        }),
      );
    } finally {
      this.#waiting.delete(id);
    }
  };

  /** Calls a door that takes a bearer key; the admin key is the default. */
  async call<T = Record<string, unknown>>(
    path: string,
    body?: object,
    { method = body ? 'POST' : 'GET', key = this.adminKey } = {},
  ): Promise<PageAnswer<T>> {
    const response = await this.fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body ? JSON.stringify(body) : null,
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : {}) as T };
  }

  /** Advances the clock of the service by milliseconds, so that stories need not wait. */
  advance(ms: number): void {
    this.#say({ advance: ms });
  }

  /** Ends the service and deletes its data. Requests that are still waiting fail. */
  close(): void {
    this.#isClosed = true;
    this.#say({ close: true });
    for (const [id, answer] of this.#waiting) answer({ id, failed: true });
  }

  #say(message: PortRequest): void {
    this.#port.postMessage(message);
  }
}

async function readRequest(input: RequestInfo | URL, init: RequestInit | undefined) {
  const request = new Request(input, init);
  const { url, method, signal, headers } = request;
  // Firefox and older WebKit have no `body`, which would tell whether there is one.
  const bytes = new Uint8Array(await request.arrayBuffer());
  return { url, method, signal, headers: [...headers], body: bytes.length ? bytes : null };
}

function toResponse(answer: HttpAnswer): Response {
  if ('failed' in answer) throw broken();
  const { status, headers, body } = answer;
  return new Response(body.length ? body : null, { status, headers });
}

/** The error of `fetch` when a connection breaks. */
function broken(): TypeError {
  return new TypeError('the service did not answer');
}
