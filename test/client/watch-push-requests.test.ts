import { expect } from '@open-wc/testing';
import type { NeonClient, PushRequest } from '../../src/index.js';
import { memoryTokenStore } from '../../src/storage/memory-token-store.js';
import { Bench } from '../support/clients/bench.js';
import { MovableClock } from '../support/services/movable-clock.js';
import { rejectionCode } from '../support/clients/rejection.js';

const statusPath = '/btt/v1/status';

/** A listener whose calls can be waited for, one after the other. */
class Watch {
  readonly stop: () => void;
  #heard: (readonly PushRequest[])[] = [];
  #waiting: (() => void) | undefined;

  constructor(client: NeonClient) {
    this.stop = client.watchPushRequests((requests) => {
      this.#heard.push(requests);
      this.#waiting?.();
    });
  }

  /** The next thing that is heard. */
  async next(): Promise<string[]> {
    while (!this.#heard.length) await new Promise<void>((resolve) => (this.#waiting = resolve));
    return this.#heard.shift()!.map(({ pid }) => pid);
  }
}

describe('watchPushRequests', () => {
  let bench: Bench;
  beforeEach(async () => (bench = await Bench.make({ push: true })));
  afterEach(() => bench.close());

  async function ask() {
    const client = bench.client({ store: memoryTokenStore() });
    await new Promise<void>((resolve) => {
      void rejectionCode(client.getRemoteOtpByPush('ada', { onNumber: () => resolve() }));
    });
  }

  /** Bodies of the questions that were put to the service after the first `skipped`. */
  async function questions(skipped = 0): Promise<{ wait?: number; known?: string[] }[]> {
    const messages = (await bench.service.messages()).filter(({ path }) => path === statusPath);
    return messages.slice(skipped).map(({ body }) => JSON.parse(body || '{}') as object);
  }

  it('reports pending, new and finished requests', async () => {
    const client = await bench.enrolled();
    const watch = new Watch(client);
    expect(await watch.next()).to.deep.equal([]);
    await ask();
    const [pid] = await watch.next();
    await client.answerPush(pid!, { approve: false });
    expect(await watch.next()).to.deep.equal([]);
    watch.stop();
  });

  it('asks from one tab, which informs the others, and continues in another when that one closes', async () => {
    const [first, second] = [await bench.enrolled(), bench.client()];
    const before = (await questions()).length;
    const leading = new Watch(first);
    expect(await leading.next()).to.deep.equal([]);
    const [following, third] = [new Watch(second), new Watch(second)];
    expect(await following.next()).to.deep.equal([]);
    expect(await third.next()).to.deep.equal([]);

    await ask();
    const [pid] = await leading.next();
    expect([await following.next(), await third.next()]).to.deep.equal([[pid], [pid]]);
    const asked = await questions(before);
    expect(asked.filter(({ wait }) => !wait).length).to.equal(1);
    expect(asked.filter(({ wait, known }) => wait && !known?.length).length).to.equal(1);

    first.close();
    await second.answerPush(pid!, { approve: false });
    expect([await following.next(), await third.next()]).to.deep.equal([[], []]);
    for (const watch of [following, third]) watch.stop();
  });

  it('keeps the requests of a token while an operation of it is under way', async () => {
    const clock = new MovableClock();
    const wait = clock.wait.bind(clock);
    let rested = () => {};
    clock.wait = (ms, signal) => {
      if (ms > 1_000) return wait(ms, signal);
      rested();
      // Time stands still: however many pauses there are while the service is busy, no request expires.
      return wait(0, signal);
    };
    const client = await bench.enrolled({ clock });
    const watch = new Watch(client);
    expect(await watch.next()).to.deep.equal([]);
    await ask();
    expect((await watch.next()).length).to.equal(1);
    await bench.service.plan('/btt/v1/op', 'hold');
    const token = client.getAccessToken('ada');
    await bench.service.held();
    await ask();
    const both = await watch.next();
    expect(both.length).to.equal(2);
    // One pause before the next question, one after it.
    for (let pauses = 0; pauses < 2; pauses++) {
      await new Promise<void>((resolve) => (rested = resolve));
    }
    await bench.service.release();
    await token;
    await client.answerPush(both[0]!, { approve: false });
    expect(await watch.next()).to.deep.equal([both[1]]);
    watch.stop();
  });

  it('sends nothing after it was stopped, or where nothing is enrolled', async () => {
    const watch = new Watch(bench.client());
    expect(await watch.next()).to.deep.equal([]);
    expect(await questions()).to.deep.equal([]);
    const client = await bench.enrolled();
    await ask();
    expect((await watch.next()).length).to.equal(1);
    watch.stop();
    const before = (await questions()).length;
    await client.pushRequests();
    expect((await questions()).length).to.equal(before + 1);
  });

  it('waits longer after each failure, and continues when the service is back', async () => {
    const clock = new MovableClock();
    const pauses: number[] = [];
    const wait = clock.wait.bind(clock);
    clock.wait = (ms, signal) => {
      if (ms < 2_000 || ms === 15_000 || ms > 30_000) return wait(ms, signal);
      pauses.push(ms);
      return wait(0, signal);
    };
    const client = await bench.enrolled({ clock });
    await bench.service.plan(statusPath, { status: 503, body: '{}' }, 3);
    const watch = new Watch(client);
    expect(await watch.next()).to.deep.equal([]);
    expect(pauses).to.deep.equal([2_000, 4_000, 8_000]);
    watch.stop();
  });
});
