import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { NeonClient } from '../../../src/index.js';
import { isNeonError } from '../../messages/error-text.js';

type Host = ReactiveControllerHost & HTMLElement;

/** How long polling goes on after the last of `signs`, in milliseconds. */
const patience = 10 * 60_000;

/** Events that show that a person is at the host. */
const signs = ['focusin', 'pointerenter'] as const;

/**
 * Asks the service for the state of the accounts every few seconds, for a host that shows what may change in other
 * browsers. The session tells of what has changed.
 *
 * It asks nothing while the page is hidden, and nothing more ten minutes after the page was shown or somebody was at the
 * host. When the page is shown again, it asks at once.
 */
export class AccountPolling implements ReactiveController {
  readonly #host: Host;
  readonly #interval: number;
  readonly #client: () => NeonClient | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;
  /** When it ends, by the monotonic clock. */
  #end = 0;

  /**
   * @param interval milliseconds between an answer and the next question.
   * @param client whom to ask; undefined while there is nothing to follow.
   */
  constructor(host: Host, interval: number, client: () => NeonClient | undefined) {
    this.#host = host;
    this.#interval = interval;
    this.#client = client;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#shown);
    for (const sign of signs) this.#host.addEventListener(sign, this.#noticed);
    this.#noticed();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#shown);
    for (const sign of signs) this.#host.removeEventListener(sign, this.#noticed);
    this.#stop();
  }

  hostUpdated(): void {
    if (this.#client()) this.#wait();
    else this.#stop();
  }

  readonly #noticed = (): void => {
    this.#end = performance.now() + patience;
    this.#wait();
  };

  readonly #shown = (): void => {
    this.#stop();
    if (document.hidden) return;
    this.#noticed();
    void this.#ask();
  };

  #wait(): void {
    if (this.#timer !== undefined || this.#isAsking || document.hidden || !this.#client()) return;
    if (performance.now() < this.#end) this.#timer = setTimeout(this.#ask, this.#interval);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #ask = async (): Promise<void> => {
    this.#stop();
    const client = this.#client();
    if (!client || this.#isAsking) return;
    this.#isAsking = true;
    try {
      await client.refreshAccounts();
    } catch (error) {
      // The next question may get an answer.
      if (!isNeonError(error)) throw error;
    } finally {
      this.#isAsking = false;
      if (this.#host.isConnected) this.#wait();
    }
  };
}
