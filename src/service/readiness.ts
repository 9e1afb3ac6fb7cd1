/**
 * Whether the service can do its work: what it writes now is kept, and its keys fit the data.
 * @module
 */
import { isBoundTo } from './domain/keys/key-binding.js';
import { describeError } from './error-description.js';
import type { ServiceContext } from './service-context.js';
import { BusyError } from './store/busy-error.js';
import { writeProbe } from './store/tables/write-probes.js';

/** How long a good result counts, in milliseconds: everybody may ask, and each answer is a write to the disk. */
const goodFor = 1_000;

/** `ending` once the service was asked to end, `failing` when it could not keep anything. */
export type ReadyState = 'ready' | 'ending' | 'failing';

/** The readiness of a running service. */
export class Readiness {
  readonly #context: Pick<ServiceContext, 'store' | 'keys' | 'log'>;
  #isEnding = false;
  #running: Promise<boolean> | undefined;
  #isGood = true;
  #goodUntil = 0;

  constructor(context: Pick<ServiceContext, 'store' | 'keys' | 'log'>) {
    this.#context = context;
  }

  /** The service takes no requests from now on. */
  end(): void {
    this.#isEnding = true;
  }

  /** Finds out how the service is. Never rejects; the log says why it is failing. */
  async state(): Promise<ReadyState> {
    if (this.#isEnding) return 'ending';
    if (performance.now() < this.#goodUntil) return 'ready';
    this.#running ??= this.#probe().finally(() => (this.#running = undefined));
    return (await this.#running) ? 'ready' : 'failing';
  }

  async #probe(): Promise<boolean> {
    const { store, keys, log } = this.#context;
    try {
      const fits = await store.tryTransaction(async (tx) => {
        await writeProbe(tx);
        return isBoundTo(tx, keys);
      });
      if (!fits) return this.#fail({ message: 'the database belongs to other keys' });
    } catch (error) {
      // Another process holds the database for a moment, which says nothing about whether it can be written.
      if (error instanceof BusyError) return this.#isGood;
      return this.#fail(describeError(error));
    }
    if (!this.#isGood) log('info', 'service.ready');
    this.#isGood = true;
    this.#goodUntil = performance.now() + goodFor;
    return true;
  }

  /** Logs the first failure after a success only: probes come every few seconds. */
  #fail(reason: Readonly<Record<string, string>>): false {
    if (this.#isGood) this.#context.log('error', 'service.unready', reason);
    this.#isGood = false;
    return false;
  }
}
