/**
 * What each operation costs: round trips, counted at the service, and processor time of the page.
 *
 * Each client has its own site with one enrolment in IndexedDB, as a page has. All of them run an
 * operation before any runs the next, so that messages can be attributed to operations.
 * @module
 */
import type { Browser, Page } from 'playwright-core';
import type { NeonClient } from '../../src/index.js';
import type { BenchService, BenchSite, Push } from './bench-service.js';
import { line, median } from './figures.js';

/** Operations in the order of a round, which restores everything but the PIN. */
const operations = [
  'initOnline',
  'getOnlineOtp',
  'getAccessToken',
  'getActivationCode',
  'sealData',
  'devices',
  'setBioKey',
  'getOnlineOtp by BioKey',
  'revokeBioKey',
  'pushRequests',
  'answerPush',
  'changePin',
] as const;

type Operation = (typeof operations)[number];

const logins = Array.from({ length: 12 }, (_, index) => `person${index}`);

/** Rounds; the first is a warm-up and does not count. */
const rounds = 8;

/** PINs of all clients, which alternate. */
const pins = ['482917', '739164'] as const;

/** Cost of one call, by round. */
interface Cost {
  readonly trips: number[];
  readonly time: number[];
}

/** Runs every operation with all clients, several rounds, and prints the cost of one call of each. */
export async function measureOperations(
  browser: Browser,
  origin: string,
  service: BenchService,
): Promise<void> {
  const settings = { pin: 'pin', iterations: 100_000, seal: true, bio: 'allowed', push: true };
  const site = await service.addSite(origin, settings);
  const page = await browser.newPage();
  await page.goto(origin);
  const people: Person[] = [];
  for (const login of logins) {
    const alias = await service.addAlias(site.mac, origin);
    people.push({ alias, login, code: await site.code(login), pin: pins[0] });
  }
  await page.evaluate(enrolInPage, { service: service.url, people });
  const costs = await measureRounds(page, service, site);
  for (const [name, { trips, time }] of costs) {
    const what = `${name}: round trips; processor time of the page`;
    line(what, median(trips).toFixed(2), `${median(time).toFixed(1)} ms`);
  }
  await page.close();
}

async function measureRounds(page: Page, service: BenchService, site: BenchSite) {
  const costs = new Map(
    operations.map((name): [Operation, Cost] => [name, { trips: [], time: [] }]),
  );
  const processorTime = await processorMeter(page);
  for (let round = 0; round < rounds; round++) {
    const [pin, newPin] = [pins[round % 2]!, pins[(round + 1) % 2]!];
    for (const [name, { trips, time }] of costs) {
      if (name === 'pushRequests') await page.evaluate(keepInPage, await askAll(service, site));
      const [requests, worked] = [await service.messages(), await processorTime()];
      await page.evaluate(callInPage, { name, pin, newPin });
      if (round === 0) continue;
      time.push(((await processorTime()) - worked) / logins.length);
      trips.push(((await service.messages()) - requests) / logins.length);
    }
  }
  return costs;
}

async function askAll(service: BenchService, site: BenchSite): Promise<Push[]> {
  const asked: Push[] = [];
  for (const login of logins) asked.push(await service.askPush(site, login));
  return asked;
}

/** CPU time of the page's main thread so far, in milliseconds. */
async function processorMeter(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
}

/** A user at their own site, whose browser is to be enrolled. */
interface Person {
  readonly alias: string;
  readonly login: string;
  readonly code: string;
  readonly pin: string;
}

/** State of the page between calls. */
interface Kept {
  benchClients: readonly { readonly client: NeonClient; readonly login: string }[];
  /** Pending push requests, by client. */
  benchPushes: readonly Push[];
}

/* The functions below run in the page: they see nothing of this file. */

async function enrolInPage({ service, people }: { service: string; people: readonly Person[] }) {
  const path = '/neon-mfa.js';
  const { createClient } = (await import(path)) as typeof import('../../src/index.js');
  const benchClients: Kept['benchClients'][number][] = [];
  for (const { alias, login, code, pin } of people) {
    const client = createClient({ service, alias });
    await client.activate(code, { pin });
    benchClients.push({ client, login });
  }
  Object.assign(globalThis, { benchClients } satisfies Partial<Kept>);
}

function keepInPage(benchPushes: readonly Push[]): void {
  Object.assign(globalThis, { benchPushes } satisfies Partial<Kept>);
}

async function callInPage({
  name,
  pin,
  newPin,
}: {
  name: Operation;
  pin: string;
  newPin: string;
}): Promise<void> {
  const { benchClients, benchPushes } = globalThis as unknown as Kept;
  const bioKey = 'a value that nobody guesses';
  const prompter = {
    askForPin: async () => ({ value: bioKey, type: 'bio' as const }),
    definePin: async () => newPin,
  };
  const calls: Record<Operation, (client: NeonClient, login: string, push?: Push) => unknown> = {
    initOnline: (client) => client.initOnline(),
    getOnlineOtp: (client, login) => client.getOnlineOtp(login, { pin }),
    getAccessToken: (client, login) => client.getAccessToken(login, { pin }),
    getActivationCode: (client, login) => client.getActivationCode(login, { pin }),
    sealData: (client, login) => client.sealData(login, 'Pay 100 € to Bob', { pin }),
    devices: (client, login) => client.devices(login),
    setBioKey: (client, login) => client.setBioKey(login, bioKey, { pin }),
    'getOnlineOtp by BioKey': (client, login) => client.getOnlineOtp(login, { prompter }),
    revokeBioKey: (client, login) => client.revokeBioKey(login, { pin }),
    pushRequests: (client) => client.pushRequests(),
    answerPush: (client, _, push) =>
      client.answerPush(push!.pid, { approve: true, number: push!.number, pin }),
    changePin: (client, login) => client.changePin(login, { oldPin: pin, newPin }),
  };
  for (const [index, { client, login }] of benchClients.entries()) {
    await calls[name](client, login, benchPushes?.[index]);
  }
}
