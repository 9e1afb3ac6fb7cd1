/**
 * Work on many rows in parts, between which requests are answered.
 * @module
 */
import type { Store, Tx } from '../store/store.js';

/** Maximum number of rows that one transaction changes. */
const batchSize = 250;

/**
 * Changes rows in one transaction after another, until there are none left; resolves with how many there were.
 * @param change changes at most `limit` rows; resolves with how many it has changed.
 * @param signal ends the work after the present transaction.
 */
export async function inBatches(
  { longTransaction }: Pick<Store, 'longTransaction'>,
  change: (tx: Tx, limit: number) => Promise<number>,
  signal?: AbortSignal,
): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await longTransaction((tx) => change(tx, batchSize));
    total += count;
    if (count < batchSize || signal?.aborted) return total;
    await yieldToRequests();
  }
}

/** Gives everything that has arrived meanwhile its turn, since the database works within this process. */
export function yieldToRequests(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
