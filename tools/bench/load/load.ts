/**
 * The process that makes the load. It does what its parent orders, and answers with figures.
 * @module
 */
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { createClient, type NeonClient } from '../../../src/index.js';
import { memoryTokenStore } from '../../../src/storage/memory-token-store.js';
import type { Done, Order, Wait } from './orders.js';

const nothing: Done = { count: 0, seconds: 0, median: 0, p99: 0 };

class Load {
  /** Those without an operation under way. They take turns, since the operations of each are limited. */
  readonly #idle: [NeonClient, string][] = [];
  readonly #agent = new Agent({ keepAlive: true });
  #waiting = new Agent();

  async follow(order: Order): Promise<Done> {
    switch (order.kind) {
      case 'enrol':
        return this.#enrol(order);
      case 'operations':
        return timed(order, Infinity, async () => {
          const [client, login] = this.#idle.shift()!;
          await client.getOnlineOtp(login);
          this.#idle.push([client, login]);
        });
      case 'requests':
        return timed(order, order.bodies.length, async (index) => {
          const { url, headers, bodies } = order;
          const text = await this.#send(url, headers, bodies[index]!, this.#agent);
          if (!text.includes('"ok":true')) throw new Error(text);
        });
      case 'wait':
        return this.#wait(order);
      case 'hang up':
        this.#waiting.destroy();
        return nothing;
    }
  }

  async #enrol({ service, alias, origin, people }: Extract<Order, { kind: 'enrol' }>) {
    for (const { login, code } of people) {
      const client = createClient({ service, alias, origin, store: memoryTokenStore() });
      await client.activate(code);
      this.#idle.push([client, login]);
    }
    return nothing;
  }

  #wait({ url, headers, bodies }: Wait): Done {
    this.#waiting = new Agent();
    for (const body of bodies) {
      // They end when they are hung up on.
      this.#send(url, headers, body, this.#waiting).catch(() => {});
    }
    return nothing;
  }

  async #send(url: string, headers: Wait['headers'], body: string, agent: Agent): Promise<string> {
    const asking = request(url, { method: 'POST', headers, agent });
    asking.end(body);
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    let text = '';
    response.setEncoding('utf8').on('data', (part: string) => (text += part));
    await once(response, 'end');
    return text;
  }
}

/** Does at most `most` pieces of work, so many at once, for so long. */
async function timed(
  { outstanding, seconds }: { readonly outstanding: number; readonly seconds: number },
  most: number,
  work: (index: number) => Promise<void>,
): Promise<Done> {
  const times: number[] = [];
  const begin = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: outstanding }, async () => {
      while (next < most && performance.now() < begin + seconds * 1000) {
        const from = performance.now();
        await work(next++);
        times.push(performance.now() - from);
      }
    }),
  );
  const spent = (performance.now() - begin) / 1000;
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.floor((times.length - 1) * part)] ?? 0;
  return { count: times.length, seconds: spent, median: at(0.5), p99: at(0.99) };
}

const load = new Load();
process.on('message', (order: Order) => {
  load.follow(order).then(
    (done) => process.send!(done),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
