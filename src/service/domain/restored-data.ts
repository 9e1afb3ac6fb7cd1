/**
 * What ends in data that were restored: whatever may have been used since they were copied.
 * @module
 */
import type { ServiceContext } from '../service-context.js';
import { voidAllCodes } from '../store/tables/codes.js';
import { inBatches } from './batches.js';
import { endAfterSetBack, type EndedBySetBack } from './set-back.js';

/** Ends all codes, one-time passwords, requests for approval and begun activations; resolves with how many there were. */
export async function endAfterRestore(
  context: Pick<ServiceContext, 'store' | 'clock'>,
): Promise<EndedBySetBack> {
  const now = context.clock.now();
  const ended = await endAfterSetBack(context);
  const codes = await inBatches(context.store, (tx, limit) => voidAllCodes(tx, now, limit));
  return { ...ended, codes: ended.codes + codes };
}
