/**
 * Watches of a page in its frame. When a frame is lost, they continue in the next one.
 * @module
 */
import { linkSignals, untilAborted, type LinkedSignal } from '../../client/signals.js';
import { codeOf } from '../../client/service/exchange.js';
import type { Run } from '../../client/run.js';
import type { FrameWindow } from './frame-window.js';
import type { WatchName } from '../../protocol/operations.js';

export type Listener = (...told: readonly never[]) => void;

/** Calls the frame; rejects when the watch is over. */
type Begin = (name: WatchName, tell: Listener, signal: AbortSignal) => Promise<unknown>;

/** How long a watch waits after it has lost its frame, in milliseconds: a page may remove each new one at once. */
const pause = 1_000;

interface Watch {
  readonly listeners: Set<Listener>;
  readonly end: LinkedSignal;
  /** What was told last; new listeners hear it at once. */
  last?: readonly never[];
}

/** Listeners of a kind share one call: a frame works on few at a time, and a page may have many. */
export class FrameWatches {
  readonly #run: Run;
  readonly #window: FrameWindow;
  readonly #begin: Begin;
  readonly #watches = new Map<WatchName, Watch>();

  constructor(run: Run, window: FrameWindow, begin: Begin) {
    this.#run = run;
    this.#window = window;
    this.#begin = begin;
  }

  /** Has `listener` told until the signal is aborted; rejects then. */
  async listen(name: WatchName, listener: Listener, signal: AbortSignal): Promise<never> {
    const watch = this.#watches.get(name) ?? this.#start(name);
    const heard: Listener = (...told) => listener(...told);
    watch.listeners.add(heard);
    if (watch.last) tell([heard], watch.last);
    try {
      return await untilAborted(new Promise<never>(() => undefined), signal);
    } finally {
      watch.listeners.delete(heard);
      if (!watch.listeners.size) {
        watch.end.abort();
        this.#watches.delete(name);
      }
    }
  }

  #start(name: WatchName): Watch {
    const watch: Watch = { listeners: new Set(), end: linkSignals(this.#run.closed) };
    this.#watches.set(name, watch);
    this.#keepOn(name, watch).catch(() => undefined);
    return watch;
  }

  async #keepOn(name: WatchName, watch: Watch): Promise<never> {
    const { signal } = watch.end;
    const hear: Listener = (...told) => {
      if (name !== 'subscribe') watch.last = told;
      tell(watch.listeners, told);
    };
    for (;;) {
      const error = await this.#begin(name, hear, signal).catch((reason: unknown) => reason);
      const isLost = codeOf(error) === 'OUTCOME_UNKNOWN';
      await (isLost
        ? this.#run.clock.wait(pause, signal)
        : untilAborted(this.#window.arrival(), signal));
      // Changes may have been missed meanwhile.
      if (name === 'subscribe') hear();
    }
  }
}

function tell(listeners: Iterable<Listener>, told: readonly never[]): void {
  for (const listener of listeners) {
    try {
      listener(...told);
    } catch (error) {
      reportError(error);
    }
  }
}
