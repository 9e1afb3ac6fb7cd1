/**
 * Which pages get a port of the frame. `frame-ancestors` is removed here, so that the frame itself has to refuse.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import type { NeonClient } from '../../../src/index.js';
import { BankSite } from './support/bank-site.js';
import { makeClient, openClientPage, useFrames, type ClientAt } from './support/frames.js';

declare const client: NeonClient;

/** Messages on the port after the frame has handled a greeting. */
const marker = 'seen';

const nonce = 'A'.repeat(22);
const honest = { btt: 1, hello: nonce, pins: [] };

/** Puts the frame on a page, and greets it; resolves with the messages on the port. */
const embedAndGreet = (src: string, greetings: readonly unknown[], attributes = {}) => `
  new Promise((resolve) => {
    const frame = Object.assign(document.createElement('iframe'), ${JSON.stringify(attributes)});
    frame.src = ${JSON.stringify(src)};
    frame.onload = async () => {
      const said = [];
      for (const greeting of ${JSON.stringify(greetings)}) {
        const { port1, port2 } = new MessageChannel();
        const first = new Promise((heard) => { port1.onmessage = ({ data }) => heard(data); });
        frame.contentWindow.postMessage(greeting, '*', [port2]);
        said.push(await first);
      }
      resolve(said);
    };
    document.body.append(frame);
  })`;

describe('the frame answers', () => {
  const frames = useFrames();

  /** A browser without `frame-ancestors`, in which each handled greeting is marked. */
  async function carelessProfile(): Promise<BrowserContext> {
    const context = await frames.profile({ bypassCSP: true });
    await context.route('**/frame/v1/*', async (route) => {
      const { pathname } = new URL(route.request().url());
      const response = await route.fetch({ url: frames.service.localUrl + pathname });
      const { 'content-security-policy': _, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    await context.addInitScript((mark) => {
      if (!location.pathname.startsWith('/frame/')) return;
      addEventListener('message', ({ ports: [port] }) => {
        // A task later, after the frame's own listener.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => port?.postMessage(mark);
        port2.postMessage(null);
      });
    }, marker);
    return context;
  }

  const ready = (hostPin: boolean) => JSON.stringify({ btt: 1, ready: nonce, hostPin });

  const frameOf = ({ alias }: { alias: string }) => `${frames.service.url}/frame/v1/${alias}`;

  async function greetAt(page: Page, origin: string, src: string): Promise<unknown> {
    await page.goto(origin);
    return page.evaluate(embedAndGreet(src, [honest]));
  }

  it('none of twenty foreign origins', async () => {
    const site = await frames.site();
    const otherPort = await BankSite.open();
    const context = await carelessProfile();
    const page = await context.newPage();
    const sites = [
      'mallory',
      'www.bank',
      'bank.bank',
      'evil-bank',
      'bank-',
      'bank.evil',
      'ban',
      'banks',
    ];
    const others = [
      'neon',
      'mfa.neon',
      'xn--bnk-ula',
      'a.www.bank',
      '0bank',
      'bank0',
      'localhost.bank',
    ];
    const strangers = [
      ...[...sites, ...others].map((name) => frames.bank.origin(`${name}.localhost`)),
      frames.bank.origin('localhost'),
      frames.bank.origin('127.0.0.1'),
      otherPort.origin('bank.localhost'),
      otherPort.origin('www.bank.localhost'),
      otherPort.origin('localhost'),
    ];
    assert.equal(strangers.length, 20);
    for (const stranger of strangers) {
      assert.deepEqual(await greetAt(page, stranger, frameOf(site)), [marker], stranger);
    }
    assert.deepEqual(await greetAt(page, site.origin, frameOf(site)), [ready(false)]);
    await context.close();
    await otherPort.close();
  });

  it('no page without an origin, and no frame of another in the bank’s page', async () => {
    const site = await frames.site();
    const inner = `<!doctype html><body></body>`;
    frames.bank.pages.set('/inner.html', inner);
    const context = await carelessProfile();
    const page = await context.newPage();
    const mallory = frames.bank.origin('mallory.localhost');
    const between: Record<string, object> = {
      sandboxed: { sandbox: 'allow-scripts', src: `${site.origin}/inner.html` },
      'sandboxed, without an address': { sandbox: 'allow-scripts', srcdoc: inner },
      data: { src: `data:text/html,${inner}` },
      foreign: { src: `${mallory}/inner.html` },
    };
    for (const [kind, attributes] of Object.entries(between)) {
      await page.goto(site.origin);
      await page.evaluate(`new Promise((onload) => document.body.append(
        Object.assign(document.createElement('iframe'), { onload }, ${JSON.stringify(attributes)})))`);
      const [, middle] = page.frames();
      assert.deepEqual(
        await middle!.evaluate(embedAndGreet(frameOf(site), [honest])),
        [marker],
        kind,
      );
    }
    await context.close();
  });

  it('no opener, no sibling window, and no frame inside it', async () => {
    const site = await frames.site();
    const context = await carelessProfile();
    const page = await openClientPage(context, site.origin);
    const opened = context.waitForEvent('page');
    await page.evaluate(`globalThis.popup = open(${JSON.stringify(frameOf(site))}); undefined`);
    const popup = await opened;
    await popup.waitForLoadState();
    const greet = (target: string) => `new Promise((heard) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => heard(data);
      ${target}.postMessage(${JSON.stringify(honest)}, '*', [port2]);
    })`;
    assert.equal(await page.evaluate(greet('popup')), marker, 'the opener');
    assert.equal(await popup.evaluate(greet('window')), marker, 'itself');

    await page.evaluate(`new Promise((onload) => document.body.append(
      Object.assign(document.createElement('iframe'), { onload, src: ${JSON.stringify(frameOf(site))} })))`);
    await page.evaluate(`new Promise((onload) => document.body.append(
      Object.assign(document.createElement('iframe'), { onload, src: '/inner.html' })))`);
    const [, , beside] = page.frames();
    assert.equal(await beside!.evaluate(greet('parent.frames[0]')), marker, 'a sibling');
    assert.equal(await page.evaluate(greet('frames[0]')), ready(false), 'the page around it');
    await context.close();
  });

  it('no malformed greeting, and only the first valid one', async () => {
    const site = await frames.site({ hostPin: true });
    const context = await carelessProfile();
    const page = await context.newPage();
    const malformed: readonly unknown[] = [
      null,
      'hello',
      JSON.stringify(honest),
      [],
      [honest],
      { hello: nonce, pins: [] },
      { ...honest, btt: 2 },
      { ...honest, btt: '1' },
      { ...honest, hello: undefined },
      { ...honest, hello: nonce.slice(1) },
      { ...honest, hello: `${nonce}A` },
      { ...honest, pins: undefined },
      { ...honest, pins: 'none' },
      { ...honest, pins: [1] },
      { ...honest, pins: Array.from({ length: 65 }, () => nonce) },
      { ...honest, appDescription: 'x'.repeat(257) },
      { ...honest, appDescription: {} },
      { ...honest, allowEphemeral: 'yes' },
      { ...honest, further: 1 },
    ];
    await page.goto(site.origin);
    const said = await page.evaluate(
      embedAndGreet(frameOf(site), [
        ...malformed,
        honest,
        honest,
        { ...honest, hello: 'B'.repeat(21) + 'A' },
      ]),
    );
    assert.deepEqual(said, [...malformed.map(() => marker), ready(true), marker, marker]);
    await context.close();
  });
});

describe('a client whose page gets no frame', () => {
  const frames = useFrames();

  /** The code that its first call ends with. */
  const refusal = (page: Page) =>
    page.evaluate(() => client.initOnline().catch((error: { code: string }) => error.code));

  it('is told that the site does not have this origin', async () => {
    const site = await frames.site();
    const context = await frames.profile();
    const strangers = ['www.bank.localhost', 'mallory.localhost'];
    const codes = await Promise.all(
      strangers.map(async (host) => {
        const page = await openClientPage(context, frames.bank.origin(host));
        await makeClient(page, frames.at(site));
        const code = await refusal(page);
        assert.equal(await page.locator('iframe').count(), 0);
        return code;
      }),
    );
    assert.deepEqual(codes, ['ORIGIN_NOT_ALLOWED', 'ORIGIN_NOT_ALLOWED']);
    await context.close();
  });

  /** The same with a clock whose pauses take no time and whose limits never end. */
  const hastyRefusal = (page: Page, at: ClientAt) =>
    page.evaluate(async (options) => {
      const { createClient } = (
        globalThis as unknown as { neon: typeof import('../../../src/index.js') }
      ).neon;
      const wait = (ms: number, signal: AbortSignal) =>
        new Promise<void>((resolve, reject) => {
          if (ms < 10_000) resolve();
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        });
      const clock = { wall: () => Date.now(), monotonic: () => performance.now(), wait };
      const hasty = createClient({ ...options, clock, iframe: true });
      return hasty.initOnline().catch((error: { code: string }) => error.code);
    }, at);

  it('is told so after a while where the service answers and the frame does not', async () => {
    const [off, on] = [await frames.site({ iframe: false }), await frames.site()];
    const { policy } = frames.bank;
    for (const [site, shutOut] of [
      [off, policy],
      [on, policy.replace(/frame-src [^;]+/, "frame-src 'none'")],
    ] as const) {
      frames.bank.policy = shutOut;
      const page = await openClientPage(await frames.profile(), site.origin);
      frames.bank.policy = policy;
      assert.equal(await hastyRefusal(page, frames.at(site)), 'ORIGIN_NOT_ALLOWED', shutOut);
      await page.context().close();
    }
  });

  it('gets one with any app description, and with any pins', async () => {
    const site = await frames.site({ hostPin: true });
    const page = await openClientPage(await frames.profile(), site.origin);
    const outcome = await page.evaluate(async (options) => {
      const { createClient } = (
        globalThis as unknown as { neon: typeof import('../../../src/index.js') }
      ).neon;
      const first = createClient({ ...options, iframe: true, appDescription: 'é'.repeat(1_000) });
      const pinned = createClient({ ...options, iframe: true, pins: ['of no key'] });
      return [
        await first.initOnline(),
        await pinned.initOnline().catch((error: { code: string }) => error.code),
      ];
    }, frames.at(site));
    assert.deepEqual(outcome, [[], 'SERVICE_KEY_UNKNOWN']);
    await page.context().close();
  });
});
