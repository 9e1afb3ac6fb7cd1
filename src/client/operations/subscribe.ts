/**
 * Notifies of changes of the enrolments, made here and in other tabs.
 * @module
 */
import type { OperationOptions } from '../call-arguments.js';
import type { Run } from '../run.js';

/** Listens until the call is ended; rejects then. */
export async function subscribe(
  { store, signal }: Run,
  { listener }: OperationOptions & { listener(): void },
): Promise<never> {
  const end = store.subscribe(listener);
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      end();
      reject(signal.reason);
    });
  });
}
