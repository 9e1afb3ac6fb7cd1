/**
 * Starts services for tests in a browser, from the server that serves the tests.
 *
 * `/test-services` exists only while tests run; it is not part of the service.
 * @module
 */
import * as v from 'valibot';
import type { Answer, Call } from './door-call.js';
import type { Fault } from './fault-proxy.js';
import { TestService } from './test-service.js';

/** The part of a koa context that is needed. */
interface Context {
  readonly path: string;
  readonly method: string;
  readonly req: AsyncIterable<Buffer>;
  status: number;
  body: unknown;
}

const orderSchema = v.looseObject({ method: v.string(), args: v.array(v.unknown()) });

const startSchema = v.object({ keyFiles: v.optional(v.boolean()) });

/** An answer of a door, as JSON can carry it. */
export interface RemoteAnswer<T = unknown> {
  readonly status: number;
  readonly headers: [string, string][];
  readonly body: T;
}

/** Makes the middleware. */
export function testServices() {
  const services = new Map<string, TestService>();
  let made = 0;

  async function answer(path: string, order: unknown): Promise<unknown> {
    if (path === '') {
      const id = String(++made);
      const { keyFiles } = v.parse(startSchema, order);
      const service = await (keyFiles ? TestService.startWithKeyFiles() : TestService.start());
      services.set(id, service);
      return { id, url: service.url };
    }
    const service = services.get(path.slice(1));
    if (!service) throw new Error('no such service');
    const { method, args } = v.parse(orderSchema, order);
    if (method === 'close') services.delete(path.slice(1));
    return perform(service, method, args);
  }

  return async (context: Context, next: () => Promise<void>): Promise<void> => {
    const path = /^\/test-services(\/\d+)?$/.exec(context.path);
    if (!path || context.method !== 'POST') return next();
    const chunks: Buffer[] = [];
    for await (const chunk of context.req) chunks.push(chunk);
    const order: unknown = JSON.parse(Buffer.concat(chunks).toString() || '{}');
    context.body = { result: await answer(path[1] ?? '', order) };
    context.status = 200;
  };
}

async function perform(service: TestService, method: string, args: unknown[]): Promise<unknown> {
  const { proxy } = service;
  switch (method) {
    case 'plan':
      return proxy.plan(...(args as [string, Fault, number]));
    case 'held':
      return proxy.held();
    case 'release':
      return proxy.release();
    case 'clear':
      return proxy.clear();
    case 'rotateSigningKey':
      return service.rotateSigningKey();
    case 'advance':
      return service.clock.advance(Number(args[0]));
    case 'requests':
      return proxy.messages.map(({ path }) => path);
    case 'messages':
      return proxy.messages;
    case 'log':
      return service.log;
    case 'rollBack':
      return service.rollBack(args[0] as Record<string, unknown[]>);
    case 'dump':
      return service.dump();
    case 'admin':
      return remote(await service.admin.send(...(args as [string, Call])));
    case 'rp':
      return remote(await service.rp(...(args as [string, string, object])));
    case 'close':
      return service.close();
    default:
      throw new Error(`unknown method ${method}`);
  }
}

function remote({ status, headers, body }: Answer): RemoteAnswer {
  return { status, headers: [...headers], body };
}
