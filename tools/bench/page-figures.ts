/**
 * Time of a one-time password in Chromium, over the bare primitives.
 * @module
 */
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { line, median } from './figures.js';
import type { BenchService } from './bench-service.js';

const dist = new URL('../../../dist/', import.meta.url);
const pin = '482917';

/** Serves an empty page and the bundles, on an origin of its own. */
export async function servePage(): Promise<{ origin: string; server: Server }> {
  const server = createServer((request, response) => {
    const name = /^\/([\w-]+\.js)$/.exec(request.url ?? '')?.[1];
    if (!name) {
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>bench</title>');
      return;
    }
    readFile(new URL(name, dist)).then(
      (script) => response.setHeader('content-type', 'text/javascript').end(script),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://localhost:${(server.address() as AddressInfo).port}`, server };
}

/** Measures one-time passwords against the bare primitives that they need. */
export async function measurePage(
  browser: Browser,
  origin: string,
  service: BenchService,
): Promise<void> {
  const site = await service.addSite(origin, { pin: 'pin', iterations: 600_000 });
  const page = await browser.newPage();
  await page.goto(origin);
  const setting = { service: service.url, alias: site.alias, code: await site.code('ada'), pin };
  const times = await page.evaluate(timeInPage, setting);
  const [otp, round, stretch] = [times.otp, times.round, times.stretch].map(median);
  const ratio = otp! / (round! + stretch!);
  line(
    'OTP over one bare round trip and one bare PBKDF2',
    `${ratio.toFixed(2)} ×`,
    `${otp!.toFixed(1)} ms / (${round!.toFixed(1)} + ${stretch!.toFixed(1)}) ms`,
  );
  await page.close();
}

interface Setting {
  readonly service: string;
  readonly alias: string;
  readonly code: string;
  readonly pin: string;
}

/* What is below runs in the page: it sees nothing of this file. */

async function timeInPage({ service, alias, code, pin: typed }: Setting) {
  const path = '/neon-mfa.js';
  const { createClient } = (await import(path)) as typeof import('../../src/index.js');
  const client = createClient({ service, alias });
  await client.activate(code, { pin: typed });
  await client.initOnline();
  const key = await crypto.subtle.importKey('raw', new Uint8Array(6), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const works = {
    otp: () => client.getOnlineOtp('ada', { pin: typed }),
    round: () =>
      fetch(`${service}/btt/v1/none`, { method: 'POST', body: 'x'.repeat(1600) }).then((reply) =>
        reply.text(),
      ),
    stretch: () =>
      crypto.subtle.deriveBits(
        { name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(16), iterations: 600_000 },
        key,
        256,
      ),
  };
  const times: Record<keyof typeof works, number[]> = { otp: [], round: [], stretch: [] };
  // They alternate, so that other load on the machine affects all alike.
  for (let run = -2; run < 20; run++) {
    for (const name of ['otp', 'round', 'stretch'] as const) {
      const begin = performance.now();
      await works[name]();
      if (run >= 0) times[name].push(performance.now() - begin);
    }
  }
  return times;
}
