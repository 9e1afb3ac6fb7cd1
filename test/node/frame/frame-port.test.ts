/**
 * What a page may send over its port, with messages written by hand.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import type { NeonClient } from '../../../src/index.js';
import { pin } from '../../support/clients/pins.js';
import { enrolClient, makeClient, openClientPage, useFrames } from './support/frames.js';

declare const client: NeonClient;
declare const port: {
  post(data: unknown): void;
  /** The next message that `id` is in. */
  answer(id: number): Promise<string>;
  readonly all: string[];
};

/** Does the handshake without the library, in a new frame. */
const handshake = (src: string) => `
  new Promise((resolve) => {
    const frame = Object.assign(document.createElement('iframe'), { src: ${JSON.stringify(src)} });
    frame.onload = () => {
      const { port1, port2 } = new MessageChannel();
      const all = [];
      const waiting = [];
      port1.onmessage = ({ data }) => {
        all.push(data);
        const { id, ready } = JSON.parse(data);
        if (ready) resolve();
        for (const one of waiting) if (one.id === id) one.tell(data);
      };
      globalThis.port = {
        all,
        post: (data) => port1.postMessage(data),
        answer: (id) => new Promise((tell) => waiting.push({ id, tell })),
      };
      const greeting = { btt: 1, hello: 'A'.repeat(22), pins: [] };
      frame.contentWindow.postMessage(greeting, new URL(frame.src).origin, [port2]);
    };
    document.body.append(frame);
  })`;

const common = { call: 1, asks: [], asksAgain: false };

describe('the port of a frame', () => {
  const frames = useFrames();
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    const site = await frames.site({ hostPin: false });
    context = await frames.profile();
    page = await openClientPage(context, site.origin);
    await page.evaluate(handshake(`${frames.service.url}/frame/v1/${site.alias}`));
  });

  after(() => context.close());

  let last = 0;

  /** Sends a call; resolves with `ok`, or the code of its refusal. */
  async function call(m: unknown, p: unknown): Promise<unknown> {
    const id = ++last;
    const answer = await page.evaluate(
      ([text, number]) => {
        const answered = port.answer(number as number);
        port.post(text);
        return answered;
      },
      [JSON.stringify({ id, m, p }), id],
    );
    const { ok, err } = JSON.parse(answer) as { ok?: unknown; err?: { code: string } };
    return err ? err.code : ok;
  }

  const works = async () =>
    assert.deepEqual(await call('initOnline', common), { result: [], online: true });

  it('refuses methods that are not on the list', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', 'sealData'];
    for (const name of [...names, 'eval', 'show', 'close', 'perform', '_', 'INITONLINE']) {
      assert.equal(await call(name, common), 'REQUEST_MALFORMED', name);
    }
    await works();
  });

  it('refuses parameters of the wrong form', async () => {
    const otp = { ...common, login: 'ada' };
    const wrong: readonly [string, unknown][] = [
      ...[undefined, null, 1, 'ada', [], true].map((p) => ['getOnlineOtp', p] as [string, unknown]),
      ['getOnlineOtp', common],
      ['getOnlineOtp', { ...otp, login: 1 }],
      ['getOnlineOtp', { ...otp, login: ['ada'] }],
      ['getOnlineOtp', { ...otp, login: 'x'.repeat(513) }],
      ['getOnlineOtp', { ...otp, pin: 482917 }],
      ['getOnlineOtp', { ...otp, pin: null }],
      ['getOnlineOtp', { ...otp, call: 0 }],
      ['getOnlineOtp', { ...otp, call: '1' }],
      ['getOnlineOtp', { ...otp, asks: 'askForPin' }],
      ['getOnlineOtp', { ...otp, asks: ['show'] }],
      ['getOnlineOtp', { ...otp, asks: ['askForPin', 'definePin', 'askForPin'] }],
      ['getOnlineOtp', { ...otp, asksAgain: 1 }],
      ['getOnlineOtp', { ...otp, signal: {} }],
      ['getOnlineOtp', { ...otp, prompter: {} }],
      [
        'getOnlineOtp',
        JSON.parse('{"call":1,"asks":[],"asksAgain":false,"login":"a","__proto__":{}}'),
      ],
      ['getOnlineOtp', { ...otp, constructor: {} }],
      ['activate', { ...common, code: 1 }],
      ['activate', { ...common, code: 'A', store: 'x' }],
      ['sealDigest', { ...otp, dig: 'A'.repeat(43), len: -1 }],
      ['sealDigest', { ...otp, dig: 'A'.repeat(42), len: 1 }],
      ['sealDigest', { ...otp, data: 'x', dig: 'A'.repeat(43), len: 1 }],
      ['answerPush', { ...common, pid: 'x', approve: 'yes' }],
      ['revokeDevice', { ...otp }],
    ];
    for (const [name, p] of wrong) {
      assert.equal(await call(name, p), 'REQUEST_MALFORMED', `${name} ${JSON.stringify(p)}`);
    }
    await works();
  });

  it('takes no PIN and no BioKey where the site has no hostPin', async () => {
    const otp = { ...common, login: 'ada' };
    const refused: readonly [string, object, string][] = [
      ['getOnlineOtp', { ...otp, pin }, 'ORIGIN_NOT_ALLOWED'],
      ['changePin', { ...otp, newPin: pin }, 'ORIGIN_NOT_ALLOWED'],
      ['activate', { ...common, code: 'A', pin: '' }, 'ORIGIN_NOT_ALLOWED'],
      ['setBioKey', { ...otp, bioKey: 'a value of the page' }, 'BIO_KEY_NOT_ALLOWED'],
      ['getOnlineOtp', otp, 'USER_ENTRY_DOES_NOT_EXIST'],
    ];
    for (const [name, p, code] of refused) assert.equal(await call(name, p), code, name);
    await works();
  });

  it('ignores malformed messages', async () => {
    const heard = await page.evaluate(() => port.all.length);
    const long = 'x'.repeat(16_384);
    const honest = JSON.stringify({ id: 900, m: 'accounts', p: common });
    const dropped: readonly unknown[] = [
      '',
      '{',
      'null',
      '[]',
      '1',
      null,
      1,
      JSON.parse(honest),
      [honest],
      { length: 1 },
      JSON.stringify({ id: 900, m: 'accounts', p: { ...common, more: long } }),
      long,
      JSON.stringify({ id: 0, m: 'accounts', p: common }),
      JSON.stringify({ id: -1, m: 'accounts', p: common }),
      JSON.stringify({ id: '900', m: 'accounts', p: common }),
      JSON.stringify({ id: 1e300, m: 'accounts', p: common }),
      JSON.stringify({ m: 'accounts', p: common }),
      JSON.stringify({ id: 900, m: 5, p: common }),
      JSON.stringify({ id: 900, m: 'a b', p: common }),
      JSON.stringify({ id: 900, m: 'a'.repeat(65), p: common }),
      // Answers to unknown prompts, and the end of unknown calls.
      JSON.stringify({ id: 900, ok: {} }),
      JSON.stringify({ id: 900, err: { code: 'USER_CANCELLED' } }),
      JSON.stringify({ id: 900, err: 1 }),
      JSON.stringify({ id: 900, off: 1 }),
      JSON.stringify({ id: 900, off: 2 }),
      JSON.stringify({ id: 900 }),
    ];
    await page.evaluate((all) => all.forEach((one) => port.post(one)), dropped as unknown[]);
    await works();
    assert.equal(await page.evaluate(() => port.all.length), heard + 1);
  });

  it('runs 32 calls at once, and refuses more', async () => {
    frames.service.proxy.plan('/btt/v1/status', 'hold', 500);
    frames.service.proxy.plan('/btt/v1/hello', 'hold', 500);
    const outcome = page.evaluate(
      async ({ first, parameters }) => {
        const ids = Array.from({ length: 200 }, (_, index) => first + index);
        const answers = ids.map((id) => port.answer(id));
        const post = (id: number) =>
          port.post(JSON.stringify({ id, m: 'initOnline', p: parameters }));
        ids.slice(0, 32).forEach(post);
        // A call of the same number is not another one.
        ids.slice(0, 32).forEach(post);
        ids.slice(32).forEach(post);
        // Refusals come at once.
        await Promise.all(answers.slice(32));
        for (const id of ids.slice(0, 8)) port.post(JSON.stringify({ id, off: 1 }));
        return port.all.filter((text) => text.includes('RATE_LIMITED')).length;
      },
      { first: 1_000, parameters: common },
    );
    const refused = await outcome;
    frames.service.proxy.clear();
    assert.equal(refused, 168);
    last = 2_000;
    await works();
  });
});

describe('a page with the kit’s own client', () => {
  const frames = useFrames();

  it('may make forty calls at once, and have hundreds of listeners', async () => {
    const site = await frames.site({ hostPin: true });
    const page = await openClientPage(await frames.profile(), site.origin);
    await makeClient(page, frames.at(site));
    const heard = page.evaluate(async () => {
      const listeners = Array.from(
        { length: 100 },
        () => new Promise<void>((resolve) => client.subscribe(resolve)),
      );
      await Promise.all(listeners);
      return listeners.length;
    });
    const counts = await page.evaluate(() =>
      Promise.all(Array.from({ length: 40 }, async () => (await client.accounts()).length)),
    );
    assert.deepEqual(counts, new Array(40).fill(0));
    await enrolClient(page, await frames.service.issueCode(site, 'ada'));
    assert.equal(await heard, 100);
    await page.context().close();
  });

  it('is refused what is too long, and continues', async () => {
    const site = await frames.site({ hostPin: true });
    const page = await openClientPage(await frames.profile(), site.origin);
    await makeClient(page, frames.at(site));
    await enrolClient(page, await frames.service.issueCode(site, 'ada'));
    const codes = await page.evaluate(async () => {
      const code = (error: { code: string }) => error.code;
      const long = 'x'.repeat(20_000);
      const askForPin = async () => ({ value: long, type: 'pin' as const });
      const prompter = { askForPin, definePin: async () => long };
      return [
        await client.getOnlineOtp(long).catch(code),
        await client.getOnlineOtp('ada', { prompter }).catch(code),
        (await client.accounts()).length,
      ];
    });
    assert.deepEqual(codes, ['REQUEST_MALFORMED', 'REQUEST_MALFORMED', 1]);
    await page.context().close();
  });

  it('rejects with what its own prompt threw, and closes no other call’s prompt on abort', async () => {
    const site = await frames.site({ hostPin: true });
    const page = await openClientPage(await frames.profile(), site.origin);
    await makeClient(page, frames.at(site));
    await enrolClient(page, await frames.service.issueCode(site, 'ada'));
    const outcome = await page.evaluate(async (secret) => {
      const stop = new AbortController();
      const definePin = async () => secret;
      const throwing = {
        askForPin: () => Promise.reject(new RangeError('of the page')),
        definePin,
      };
      let answer!: (given: { value: string; type: 'pin' }) => void;
      const patient = {
        askForPin: () =>
          new Promise<{ value: string; type: 'pin' }>((resolve) => (answer = resolve)),
        definePin,
      };
      const closing = new Promise<string>((resolve) => {
        const hanging = {
          askForPin: ({ signal }: { signal: AbortSignal }) => {
            signal.addEventListener('abort', () => resolve('closed'));
            stop.abort(new Error('enough'));
            return new Promise<never>(() => undefined);
          },
          definePin,
        };
        client
          .getOnlineOtp('ada', { prompter: hanging, signal: stop.signal })
          .catch(() => undefined);
      });
      const message = (error: Error) => error.message;
      const thrown = await client.getOnlineOtp('ada', { prompter: throwing }).catch(message);
      const nonsense = { askForPin: async () => 5 as never, definePin };
      const refused = await client.getOnlineOtp('ada', { prompter: nonsense }).catch(message);
      const closed = await closing;
      const late = client.getOnlineOtp('ada', { prompter: patient });
      while (!answer) await client.accounts();
      answer({ value: secret, type: 'pin' });
      return [thrown, refused, closed, /^\d+$/.test((await late).value)];
    }, pin);
    assert.deepEqual(outcome, ['of the page', 'answer of a prompt', 'closed', true]);
    await page.context().close();
  });
});
