import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Difference of the two clocks that is taken for a jump, in milliseconds: browsers round both. */
const leastJump = 500;

/**
 * Counts down to a moment in whole seconds, rounded up. The monotonic clock may stand still while the machine sleeps, so
 * each look compares it with the clock of the machine: a jump ahead counts as time that has passed. A clock that somebody
 * sets ahead looks the same, and ends the countdown early. One that is put back changes nothing.
 */
export class CountdownController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #ended: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The end by the monotonic clock. */
  #end = 0;
  /** How far the clock of the machine is ahead of the monotonic one, as of the last jump. */
  #ahead = 0;

  /** Seconds left; 0 when it does not run. */
  seconds = 0;
  /** Seconds at the start. */
  total = 0;

  constructor(host: ReactiveControllerHost, ended: () => void) {
    this.#host = host;
    this.#ended = ended;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** True until the moment has come, or the countdown was stopped. */
  get isRunning(): boolean {
    return this.#left() > 0;
  }

  /** @param end milliseconds since the epoch, by the clock of the machine as it is now. */
  start(end: number): void {
    this.stop();
    this.#ahead = Date.now() - performance.now();
    this.#end = end - this.#ahead;
    this.total = Math.ceil(this.#left() / 1000);
    document.addEventListener('visibilitychange', this.#shown);
    this.#tick();
  }

  stop(): void {
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#shown);
    this.seconds = this.#end = 0;
  }

  /** Milliseconds left. */
  #left(): number {
    const ahead = Date.now() - performance.now();
    const jump = ahead - this.#ahead;
    if (Math.abs(jump) >= leastJump) {
      this.#ahead = ahead;
      if (jump > 0) this.#end -= jump;
    }
    return this.#end - performance.now();
  }

  readonly #shown = (): void => {
    if (!document.hidden) this.#tick();
  };

  readonly #tick = (): void => {
    clearTimeout(this.#timer);
    const left = this.#left();
    this.seconds = Math.max(0, Math.ceil(left / 1000));
    this.#host.requestUpdate();
    if (left > 0) {
      this.#timer = setTimeout(this.#tick, left % 1000 || 1000);
      return;
    }
    this.stop();
    this.#ended();
  };
}
