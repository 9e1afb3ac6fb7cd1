/**
 * The requests that this browser may answer: now, and as they come and go.
 * @module
 */
import { longestWait } from '../../protocol/push.js';
import { NeonError } from '../../errors.js';
import { askInbox, type Inbox, type PushRequest } from '../push/inbox.js';
import type { OperationOptions } from '../call-arguments.js';
import type { Run } from '../run.js';
import { pollingTab, type PollingTab } from '../push/polling-tab.js';

/** Pause after a first failure, and the longest one, in milliseconds. */
const pauses = { first: 2_000, longest: 60_000 };

/** Shortest pause between two polls, and the one after an incomplete answer, in milliseconds. */
const rest = { usual: 1_000, again: 100 };

/** The requests that this browser may answer now, oldest first. */
export async function pushRequests(run: Run, _options: OperationOptions): Promise<PushRequest[]> {
  const first = await askInbox(run);
  const { requests } = first.whole ? first : await askInbox(run);
  return [...requests];
}

/**
 * Tells a listener of the requests until the signal is aborted. Retries with growing pauses while the service is
 * unreachable or no enrolment here can get requests.
 */
export async function watchPushRequests(
  run: Run,
  { listener }: OperationOptions & { listener(requests: readonly PushRequest[]): void },
): Promise<void> {
  let told: string | undefined;
  const tab = pollingTab(run, (requests) => {
    const text = JSON.stringify(requests.map(({ pid }) => pid));
    if (text === told || run.signal.aborted) return;
    told = text;
    listener(requests);
  });
  try {
    await tab.lead((current) => poll(current, tab));
  } catch (error) {
    // Nobody awaits a watch, so a defect is thrown where it reaches the console.
    if (!run.signal.aborted) queueMicrotask(() => throwAnew(error));
  } finally {
    tab.close();
  }
}

/** Polls for changes and shares them with all tabs, for ever. */
async function poll(run: Run, tab: PollingTab): Promise<never> {
  const { clock, signal } = run;
  let inbox: Inbox | undefined;
  for (let failures = 0; ;) {
    const begin = clock.monotonic();
    try {
      const next: Inbox = await askInbox(waiting(run), inbox);
      if (next.whole) tab.tell((inbox = next).requests);
      failures = next.open || !next.whole ? 0 : failures + 1;
      const spent = clock.monotonic() - begin;
      const pause = next.whole ? rest.usual - spent : rest.again;
      if (!failures) await clock.wait(Math.max(0, pause), signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof NeonError)) throw error;
      failures++;
      const asked = (error.retryAfter ?? 0) * 1000;
      await clock.wait(Math.max(asked, 0), signal);
    }
    if (failures) await untilChange(run, pauseAfter(failures));
  }
}

/** A run that waits longer, for answers that the service holds back. */
function waiting(run: Run): Run {
  const { answer } = run.timeouts;
  return { ...run, timeouts: { ...run.timeouts, answer: answer + longestWait * 1000 } };
}

function pauseAfter(failures: number): number {
  return Math.min(pauses.longest, pauses.first * 2 ** (failures - 1));
}

/** Waits for a while, or until the enrolments here have changed. */
async function untilChange({ store, clock, signal }: Run, ms: number): Promise<void> {
  let changed!: () => void;
  const change = new Promise<void>((resolve) => (changed = resolve));
  const unsubscribe = store.subscribe(changed);
  try {
    await Promise.race([change, clock.wait(ms, signal)]);
  } finally {
    unsubscribe();
  }
}

function throwAnew(error: unknown): never {
  throw error;
}
