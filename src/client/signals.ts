/**
 * Abort signals: one that follows several, and promises that end with a signal.
 * @module
 */

/** A signal that is aborted with others, or by its owner. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  /** Aborts it and stops following. */
  abort(reason?: unknown): void;
}

/** Makes a signal that is aborted when any of `signals` is. Its owner aborts it in the end, to stop following them. */
export function linkSignals(...signals: readonly (AbortSignal | undefined)[]): LinkedSignal {
  const controller = new AbortController();
  const abort = (reason?: unknown) => {
    for (const signal of signals) signal?.removeEventListener('abort', follow);
    controller.abort(reason);
  };
  const follow = (event: Event) => abort((event.target as AbortSignal).reason);
  for (const signal of signals) {
    if (signal?.aborted) abort(signal.reason);
    signal?.addEventListener('abort', follow);
  }
  return { signal: controller.signal, abort };
}

/** Settles as `promise` does, but rejects with the signal's reason as soon as that is aborted. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
