/**
 * Work on many rows in parts, between which requests are answered.
 * @module
 */
import type { Store, Tx } from '../store/store.js';

/** Maximum number of rows that one transaction changes. */
const batchSize = 250;

/** Maximum number of transactions of {@link inTurns}, so that other housekeeping is not kept waiting. */
export const maxBatches = 1000;

/** Changes at most `limit` rows; resolves with how many it has changed. */
export type Change = (tx: Tx, limit: number) => Promise<number>;

/**
 * Makes changes until there is nothing left to change, or a run has had its share: then the next one goes on. All of them
 * take one transaction when there is nothing to do, and none waits until another one has done everything.
 * @param signal ends the work after the present transaction.
 */
export async function inTurns(
  { longTransaction }: Pick<Store, 'longTransaction'>,
  changes: readonly Change[],
  signal?: AbortSignal,
): Promise<void> {
  let open = changes;
  for (let batch = 0; batch < maxBatches && open.length && !signal?.aborted; batch++) {
    const due = open;
    open = await longTransaction((tx) => changePart(tx, due));
    await yieldToRequests();
  }
}

/** Resolves with the changes that may have more to do, the one that has just been made last. */
async function changePart(tx: Tx, changes: readonly Change[]): Promise<readonly Change[]> {
  let room = batchSize;
  for (const [index, change] of changes.entries()) {
    room -= await change(tx, room);
    if (room <= 0) return [...changes.slice(index + 1), change];
  }
  return [];
}

/**
 * Changes rows in one transaction after another, until there are none left; resolves with how many there were.
 */
export async function inBatches(
  { longTransaction }: Pick<Store, 'longTransaction'>,
  change: Change,
): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await longTransaction((tx) => change(tx, batchSize));
    total += count;
    if (count < batchSize) return total;
    await yieldToRequests();
  }
}

/** Gives everything that has arrived meanwhile its turn, since the database works within this process. */
export function yieldToRequests(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
