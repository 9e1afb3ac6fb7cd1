/**
 * The requests that a token may answer, as its status shows them.
 * @module
 */
import { longestWait } from '../../../protocol/push.js';
import type { DoorContext } from '../../context.js';
import { listPending } from '../../store/tables/pushes.js';
import type { TokenTable } from '../../store/schema/schema.js';
import { listOwners } from '../../store/tables/tokens.js';
import type { Pending } from './pending-check.js';

/** Maximum number of requests that one token is shown. */
export const maxShown = 16;

/** One request as it is shown, without its number. */
export interface ShownPush {
  readonly pid: string;
  readonly at: number;
  readonly site: string;
  readonly place: string;
  readonly browser: string;
  readonly ttl: number;
}

/** The requests that a token may answer, oldest first. */
export async function inboxOf(
  { store, clock }: DoorContext,
  token: Pick<TokenTable, 'uid' | 'tid'>,
): Promise<ShownPush[]> {
  const now = clock.now();
  const rows = await listPending(store.read, token, now, maxShown);
  return rows.map(({ pid, created, site, place, browser, expires }) => {
    return { pid, at: created, site, place, browser, ttl: expires - now };
  });
}

/** Waits until the requests that some tokens may answer differ from `known`, or the time is over. */
export async function untilInboxDiffers(
  context: DoorContext,
  tids: readonly string[],
  known: readonly string[],
  wait: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (!tids.length) return;
  const { store, notices } = context;
  const tokens = await listOwners(store.read, tids);
  const uids = [...new Set(tokens.map(({ uid }) => uid))];
  const differs = (shown: readonly { readonly pid: string }[]) => {
    const pids = new Set(shown.map(({ pid }) => pid));
    return pids.size !== new Set(known).size || !known.every((pid) => pids.has(pid));
  };
  const waiting = {
    who: tokens.map(({ tid }) => tid),
    subjects: uids,
    uids,
    pids: [],
    hasChanged: (pending: Pending) =>
      differs(
        tokens.flatMap(({ uid, tid }) =>
          pending
            .of(uid)
            .filter(({ asker }) => asker !== tid)
            .slice(0, maxShown),
        ),
      ),
    seconds: Math.min(wait, longestWait),
    signal,
  };
  await notices.until(waiting, async () => {
    const shown = await Promise.all(tokens.map((token) => inboxOf(context, token)));
    return differs(shown.flat()) ? true : undefined;
  });
}
