/**
 * Requests for approval that nobody answers, and how many requests wait for them.
 * @module
 */
import { DatabaseSync } from 'node:sqlite';

/** Id of the request at an index. */
export function pushIdAt(index: number): string {
  return String(index).padStart(22, 'p');
}

/**
 * Writes requests for approval straight into the database of a service.
 * @param apiKey of the relying party that has made them.
 */
export function insertPushes(
  database: DatabaseSync,
  { mac, apiKey, count }: { readonly mac: string; readonly apiKey: string; readonly count: number },
): void {
  const insert = database.prepare(
    `insert into push (pid, mac, subject, party, site, place, browser, status, tries, created, expires)
      values (?, ?, 's', ?, 'Shop', '', '', 'pending', 0, ?, ?)`,
  );
  const now = Date.now();
  const party = apiKey.split('.')[1]!;
  database.exec('begin immediate');
  for (let index = 0; index < count; index++) {
    insert.run(pushIdAt(index), mac, party, now, now + 600_000);
  }
  database.exec('commit');
}

/** How long requests may take to arrive, in milliseconds. */
const patience = 60_000;

/** Resolves when so many requests wait at a service. Rejects when they do not arrive. */
export async function untilWaiting(url: string, count: number): Promise<void> {
  const end = performance.now() + patience;
  for (;;) {
    const text = await (await fetch(`${url}/metrics`)).text();
    if (text.includes(`\nneon_waiting_requests ${count}\n`)) return;
    if (performance.now() > end) throw new Error(`Other than ${count} requests wait.`);
  }
}
