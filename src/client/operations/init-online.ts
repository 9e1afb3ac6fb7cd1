/**
 * Brings the browser in step with the service when a page opens.
 * @module
 */
import type { ClientContext } from '../context.js';
import { resolveEarlier } from '../ratchet.js';
import { enrolments, isUsable } from '../records.js';
import { revoke } from '../revoke.js';
import { isUnreachable, type Session } from '../session.js';
import { refreshStatus } from '../status.js';

/** An activation that was never sent is kept this long, in milliseconds. */
const unusedActivationLife = 24 * 60 * 60_000;

/** Greets the service, resolves what is open, refreshes the states; offline, lists what was known last. */
export async function initOnline(
  context: ClientContext,
  session: Session,
  signal: AbortSignal,
): Promise<string[]> {
  try {
    await session.hello(signal);
    await bringInStep(context, session, signal);
  } catch (error) {
    if (!isUnreachable(error)) throw error;
  }
  return (await enrolments(context)).filter(isUsable).map(({ login }) => login);
}

/** A single record in trouble must not keep the others from being used. */
async function bringInStep(
  context: ClientContext,
  session: Session,
  signal: AbortSignal,
): Promise<void> {
  const attempt = async (work: Promise<void>) => {
    try {
      await work;
    } catch (error) {
      signal.throwIfAborted();
      context.debug('left open', (error as { code?: string }).code);
    }
  };
  // Whatever its state and age: an activation whose answer was lost may have succeeded.
  for (const { pend, tid } of await context.store.records()) {
    if (pend) await attempt(resolveEarlier(context, session, tid, signal));
  }
  await dropUnusedActivations(context);
  for (const record of await context.store.records()) {
    if (record.obsolete) await attempt(revoke(context, session, record, signal));
  }
  await attempt(refreshStatus(context, session, signal));
}

async function dropUnusedActivations({ store, clock }: ClientContext): Promise<void> {
  const now = clock.wall();
  await store.change((records) => {
    const remove = records
      .filter(({ state, pend }) => state === 'activating' && !pend)
      .filter(({ created }) => Math.abs(now - created) > unusedActivationLife)
      .map(({ tid }) => tid);
    return remove.length ? { remove } : undefined;
  });
}
