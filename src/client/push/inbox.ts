/**
 * The requests for approval that this browser's tokens may answer, as their status shows them.
 * @module
 */
import { maxStatusItems } from '../../protocol/limits.js';
import { longestWait, pushLife, readPendingPushes } from '../../protocol/push.js';
import type { StatusItem } from '../../protocol/status.js';
import { readable } from '../service/exchange.js';
import { enrolments } from '../enrolment/enrolments.js';
import type { Run } from '../run.js';
import { isUsable } from '../token-record.js';
import { askStatus, isUnjudged, type StatusWait } from '../enrolment/token-status.js';

/** A request of another page for this browser's approval. */
export interface PushRequest {
  readonly pid: string;
  /** Login that it wants to sign in. */
  readonly login: string;
  /** Name of the site that asks. */
  readonly site: string;
  /** Place of the person, as the relying party says; empty for requests of pages. */
  readonly place: string;
  /** Browser and system of the asking page; empty when that is not known. */
  readonly browser: string;
  /** Milliseconds since the epoch, on this machine's clock. */
  readonly askedAt: number;
  readonly expiresAt: number;
}

/** The requests for all enrolments. */
export interface Inbox {
  readonly requests: readonly PushRequest[];
  /** `tid` of the token that may answer, by `pid`. */
  readonly tokens: ReadonlyMap<string, string>;
  /** False when the service could not judge every token, so that it has to be asked again. */
  readonly whole: boolean;
  /** Whether any token can get requests. */
  readonly open: boolean;
}

/**
 * Asks for the requests of all enrolments.
 * @param known the previous inbox. With it, the service holds its answer back until something has changed.
 */
export async function askInbox(run: Run, known?: Inbox): Promise<Inbox> {
  const { clock, store } = run;
  const asked = (await enrolments(store)).filter(isUsable).map(({ tid }) => tid);
  const requests: PushRequest[] = [];
  const tokens = new Map<string, string>();
  let [whole, open] = [true, false];
  for (let at = 0; at < asked.length; at += maxStatusItems) {
    const tids = asked.slice(at, at + maxStatusItems);
    // Only the last message waits.
    const isLast = at + maxStatusItems >= asked.length;
    const more = isLast && known ? question(known, tids) : undefined;
    const items = await askStatus(run, tids, more);
    for (const kept of keptFor(tids, items, known, clock.wall())) {
      open = true;
      tokens.set(kept.pid, known!.tokens.get(kept.pid)!);
      requests.push(kept);
    }
    for (const item of items) {
      if (isUnjudged(item)) whole = false;
      if (!('usr' in item)) continue;
      const pushes = await readable(() => readPendingPushes(item.push, '$.push'));
      open ||= pushes !== undefined;
      for (const { pid, site, place, browser, ttl } of pushes ?? []) {
        // On this machine's clock, which may differ from the service's.
        const expiresAt = clock.wall() + ttl;
        const askedAt = expiresAt - pushLife;
        tokens.set(pid, item.tid);
        requests.push({ pid, login: item.login, site, place, browser, askedAt, expiresAt });
      }
    }
  }
  return { requests, tokens, whole, open };
}

/** Known requests of tokens that the service was not asked about, because an operation of theirs is under way. */
function keptFor(
  tids: readonly string[],
  items: readonly StatusItem[],
  known: Inbox | undefined,
  now: number,
): PushRequest[] {
  if (!known) return [];
  const silent = tids.filter((tid) => !items.some((item) => item.tid === tid));
  return known.requests.filter(
    ({ pid, expiresAt }) => expiresAt > now && silent.includes(known.tokens.get(pid)!),
  );
}

/** Makes the service wait until these tokens have other requests than the known ones. */
function question({ tokens }: Inbox, tids: readonly string[]): StatusWait {
  const known = [...tokens].filter(([, tid]) => tids.includes(tid)).map(([pid]) => pid);
  return { wait: longestWait, known: known.slice(0, maxStatusItems * 4) };
}
