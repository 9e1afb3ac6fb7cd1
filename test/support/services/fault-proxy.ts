/**
 * A proxy in front of a service that can lose, delay and replace messages, over real sockets.
 * @module
 */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What happens to a message. `lose-request`: the service never sees it. `lose-reply`: the service answers, the sender
 * sees a broken connection. `hold`: the request waits until {@link FaultProxy.release}; `hold-reply`: the service
 * answers at once, the reply waits. `flip`: a bit of the body is wrong, by its number. Anything else is sent in place of the answer that the service has given.
 */
export type Fault =
  | 'lose-request'
  | 'lose-reply'
  | 'hold'
  | 'hold-reply'
  | { readonly flip: number }
  | {
      readonly status: number;
      readonly contentType?: string;
      readonly retryAfter?: number;
      readonly body: string;
    };

/** A message and its reply. */
export interface Message {
  readonly path: string;
  body: string;
  /** The answer of the service, whether or not the sender received it. */
  reply: string;
}

interface Planned {
  readonly path: string;
  readonly fault: Fault;
  left: number;
}

/** A reverse proxy whose faults are planned by path. */
export class FaultProxy {
  /** All messages, in the order of their arrival. */
  readonly messages: Message[] = [];
  readonly #server = createServer((incoming, outgoing) => {
    // The sender may disconnect at any time.
    this.#pass(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  readonly #planned: Planned[] = [];
  readonly #held: (() => void)[] = [];
  #whenHeld: (() => void)[] = [];
  /** Port of the service behind. */
  target = 0;

  /** Listens on a free port; resolves with the origin. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Plans a fault for the next `times` requests to `path`. */
  plan(path: string, fault: Fault, times = 1): void {
    this.#planned.push({ path, fault, left: times });
  }

  /** Resolves when a message is held. */
  async held(): Promise<void> {
    if (this.#held.length) return;
    await new Promise<void>((resolve) => this.#whenHeld.push(resolve));
  }

  /** Releases everything that is held. */
  release(): void {
    for (const go of this.#held.splice(0)) go();
  }

  /** Drops planned faults and releases held messages. */
  clear(): void {
    this.#planned.length = 0;
    this.release();
  }

  close(): Promise<void> {
    this.clear();
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const path = (incoming.url ?? '').split('?')[0]!;
    const message: Message = { path, body: '', reply: '' };
    if (incoming.method !== 'OPTIONS') this.messages.push(message);
    const fault = incoming.method === 'OPTIONS' ? undefined : this.#take(path);
    if (fault === 'lose-request') return void incoming.socket.destroy();
    if (fault === 'hold') await this.#hold();
    const body = await collect(incoming);
    message.body = body.toString();
    const answer = await this.#ask(incoming, body).catch(() => undefined);
    message.reply = answer?.body.toString() ?? '';
    if (!answer || fault === 'lose-reply') return void incoming.socket.destroy();
    if (fault === 'hold-reply') await this.#hold();
    if (typeof fault === 'object' && 'flip' in fault) flip(answer.body, fault.flip);
    else if (typeof fault === 'object') {
      const { status, contentType = 'application/jose', retryAfter, body: garbage } = fault;
      const headers = {
        'access-control-allow-origin': '*',
        'content-type': contentType,
        ...(retryAfter !== undefined && {
          'access-control-expose-headers': 'retry-after',
          'retry-after': String(retryAfter),
        }),
      };
      return void outgoing.writeHead(status, headers).end(garbage);
    }
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  }

  #take(path: string): Fault | undefined {
    const index = this.#planned.findIndex((one) => one.path === path);
    const planned = this.#planned[index];
    if (planned && --planned.left === 0) this.#planned.splice(index, 1);
    return planned?.fault;
  }

  #hold(): Promise<void> {
    return new Promise((resolve) => {
      this.#held.push(resolve);
      for (const tell of this.#whenHeld.splice(0)) tell();
    });
  }

  #ask(incoming: IncomingMessage, body: Buffer) {
    const { method, url, headers } = incoming;
    return new Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>(
      (resolve, reject) => {
        const forwarded = request(
          { host: '127.0.0.1', port: this.target, method, path: url, headers },
          (answer) => {
            const status = answer.statusCode ?? 502;
            collect(answer).then((read) => {
              resolve({ status, headers: answer.headers, body: read });
            }, reject);
          },
        );
        forwarded.on('error', reject);
        forwarded.end(body);
      },
    );
  }
}

function flip(body: Buffer, bit: number): void {
  const at = (bit >> 3) % body.length;
  body[at] = body[at]! ^ (1 << (bit & 7));
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
