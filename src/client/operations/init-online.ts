/**
 * Synchronises the enrolments with the service when a page opens.
 * @module
 */
import { codeOf, isUnreachable } from '../service/exchange.js';
import { resolveEarlier } from '../ratchet/ratchet.js';
import { enrolments } from '../enrolment/enrolments.js';
import { revoke } from '../enrolment/revocation.js';
import { isUsable } from '../token-record.js';
import type { Run } from '../run.js';
import { greet } from '../service/session.js';
import { refreshStatus } from '../enrolment/token-status.js';

/** How long an activation that was never sent is kept, in milliseconds. */
const unusedActivationLife = 24 * 60 * 60_000;

/** Asks for a hello, resolves pending operations, and refreshes the states. Offline, returns the last known logins. */
export async function initOnline(run: Run): Promise<string[]> {
  try {
    await greet(run);
    await bringInStep(run);
  } catch (error) {
    if (!isUnreachable(error)) throw error;
  }
  return (await enrolments(run.store)).filter(isUsable).map(({ login }) => login);
}

/** A failure of one record must not affect the others. */
async function bringInStep(run: Run): Promise<void> {
  const { store } = run;
  const attempt = async (work: Promise<void>) => {
    try {
      await work;
    } catch (error) {
      run.signal.throwIfAborted();
      run.debug('left open', codeOf(error));
    }
  };
  // Activations too: one whose answer was lost may have succeeded.
  for (const { pend, tid } of await store.records()) {
    if (pend) await attempt(resolveEarlier(run, tid));
  }
  await dropUnusedActivations(run);
  for (const record of await store.records()) {
    if (record.obsolete) await attempt(revoke(run, record));
  }
  await attempt(refreshStatus(run));
}

async function dropUnusedActivations({ store, clock }: Run): Promise<void> {
  const now = clock.wall();
  await store.change((records) => {
    const remove = records
      .filter(({ state, pend, created }) => {
        return state === 'activating' && !pend && Math.abs(now - created) > unusedActivationLife;
      })
      .map(({ tid }) => tid);
    return remove.length ? { remove } : undefined;
  });
}
