import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { NeonClient } from '../../../src/index.js';
import { isNeonError } from '../../messages/error-text.js';

type Host = ReactiveControllerHost & HTMLElement;

/** How long polling goes on after the last of `signs`, in milliseconds. */
const patience = 10 * 60_000;

/** The longest pause that failures make, in milliseconds. The service may ask for a longer one. */
const longestPause = 60_000;

/** Events that show that a person is at the host. */
const signs = ['focusin', 'pointerenter'] as const;

/**
 * Asks the service for the state of the accounts every few seconds, for a host that shows what may change in other
 * browsers. The session tells of what has changed.
 *
 * After failures it waits twice as long each time, up to a minute, and at least as long as the service asks for.
 *
 * It asks nothing while the page is hidden, and nothing more ten minutes after the page was shown or somebody was at the
 * host. When the page is shown again, it asks at once, unless the service has asked for a pause.
 */
export class AccountPolling implements ReactiveController {
  readonly #host: Host;
  readonly #interval: number;
  readonly #client: () => NeonClient | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;
  /** Pause before the next question, in milliseconds. */
  #pause: number;
  /** Before this the service wants no question, by the monotonic clock. */
  #earliest = 0;
  /** End of the polling, by the monotonic clock. */
  #end = 0;

  /**
   * @param interval milliseconds between an answer and the next question.
   * @param client whom to ask; undefined while there is nothing to follow.
   */
  constructor(host: Host, interval: number, client: () => NeonClient | undefined) {
    this.#host = host;
    this.#interval = this.#pause = interval;
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
    if (performance.now() >= this.#earliest) void this.#ask();
    this.#noticed();
  };

  #wait(): void {
    if (this.#timer !== undefined || this.#isAsking || document.hidden || !this.#client()) return;
    const now = performance.now();
    const pause = Math.max(this.#pause, this.#earliest - now);
    if (now < this.#end) this.#timer = setTimeout(this.#ask, pause);
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
      this.#pause = this.#interval;
    } catch (error) {
      // The next question may get an answer.
      if (!isNeonError(error)) throw error;
      this.#pause = Math.min(longestPause, this.#pause * 2);
      this.#earliest = performance.now() + (error.retryAfter ?? 0) * 1000;
    } finally {
      this.#isAsking = false;
      if (this.#host.isConnected) this.#wait();
    }
  };
}
