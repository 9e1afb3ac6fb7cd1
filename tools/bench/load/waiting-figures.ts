/**
 * Cost of thousands of requests that wait for an approval.
 * @module
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { BenchService, BenchSite } from '../bench-service.js';
import { line } from '../figures.js';
import { maxWaits } from '../../../src/service/domain/push/notices.js';
import type { Done, Order } from './orders.js';
import { insertPushes, pushIdAt, untilWaiting } from './waiting-pushes.js';

const many = 5_000;

/** Inserts requests for approval that nobody answers; resolves with bodies that wait for them. */
function makePushes({ data }: BenchService, { mac, apiKey }: BenchSite): string[] {
  const database = new DatabaseSync(join(data, 'neon.sqlite'), { timeout: 5_000 });
  insertPushes(database, { mac, apiKey, count: Math.ceil(many / maxWaits) });
  database.close();
  return Array.from({ length: many }, (_, index) =>
    JSON.stringify({ service: mac, pid: pushIdAt(Math.floor(index / maxWaits)), wait: 25 }),
  );
}

/** Lets requests wait for five seconds, then hangs up on them. */
export async function measureWaiting({
  service,
  site,
  order,
}: {
  readonly service: BenchService;
  readonly site: BenchSite;
  order(order: Order): Promise<Done>;
}): Promise<void> {
  const bodies = makePushes(service, site);
  const authorization = `Bearer ${site.apiKey}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const url = `${service.url}/rp/v1/push/result`;
  const before = await service.figures();
  await order({ kind: 'wait', url, headers, bodies });
  await untilWaiting(service.url, many);
  const during = await service.figures();
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const { hold } = await service.figures();
  await order({ kind: 'hang up' });
  await untilWaiting(service.url, 0);
  const after = await service.figures();
  const memory = (during.memory - before.memory) / 1e6;
  const heap = (during.heap - before.heap) / 1e6;
  line(`${many} waiting requests: memory`, `${memory.toFixed(0)} MB`, `heap ${heap.toFixed(0)} MB`);
  line('  longest hold while they wait', `${hold.toFixed(0)} ms`, 'target: ≤ 50 ms');
  const ratio = (after.heap / before.heap).toFixed(2);
  line('  heap after they hung up, over before', `${ratio} ×`, 'target: ≤ 1.1 ×');
}
