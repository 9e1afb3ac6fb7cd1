/**
 * Encrypts secrets at rest anew after the key-encryption key was replaced.
 * @module
 */
import type { ServiceContext } from '../../service-context.js';
import {
  listSealed,
  replaceSealed,
  sealedColumns,
  type SealedName,
  type SealedRow,
} from '../../store/sealed-columns.js';
import { yieldToRequests } from '../batches.js';
import { sealedSecrets, type SealedSecret } from './sealed-secrets.js';

/** Number of secrets that one transaction replaces. */
const batchSize = 100;

/** Maximum number of transactions in one run, so that other housekeeping is not kept waiting. */
const maxBatches = 500;

/** Ports of the work. */
type RewrapContext = Pick<ServiceContext, 'store' | 'keys' | 'log'>;

/**
 * Brings secrets under earlier versions to the current one, as far as one run gets; the next one goes on. Secrets that
 * cannot be opened stay as they are, and the log says how many. To be called about once a minute; it may run in several
 * processes at once, and end at any point.
 * @param signal ends the work after the present transaction.
 */
export async function rewrapSecrets(context: RewrapContext, signal?: AbortSignal): Promise<void> {
  const { current, byVersion } = context.keys.kek;
  const earlier = [...byVersion.keys()].filter((version) => version < current);
  for (const version of earlier) {
    for (const name of Object.keys(sealedColumns) as SealedName[]) {
      await rewrapColumn({ ...context, signal }, name, version);
    }
  }
}

async function rewrapColumn(
  { store, keys, log, signal }: RewrapContext & { readonly signal: AbortSignal | undefined },
  name: SealedName,
  version: number,
): Promise<void> {
  const column = sealedColumns[name];
  const secrets = sealedSecrets(keys);
  const damaged = new Set<string>();
  for (let batch = 0; batch < maxBatches && !signal?.aborted; batch++) {
    const limit = batchSize + damaged.size;
    const found = await listSealed(store.read, column, version, limit);
    const rows = found.filter(({ row: [id] }) => !damaged.has(id));
    const rewrapped: { readonly row: SealedRow; readonly next: SealedSecret }[] = [];
    for (const row of rows) {
      try {
        const place = { name, row: row.row };
        const secret = await secrets.open(place, { sealed: row.sealed, kekVersion: version });
        rewrapped.push({ row, next: await secrets.seal(place, secret) });
      } catch {
        damaged.add(row.row[0]);
      }
    }
    await store.longTransaction(async (tx) => {
      for (const { row, next } of rewrapped) await replaceSealed(tx, column, row, next);
    });
    if (found.length < limit) break;
    await yieldToRequests();
  }
  if (damaged.size) {
    const { table } = column;
    log('error', 'secrets.unreadable', { table, column: column.column, count: damaged.size });
  }
}
