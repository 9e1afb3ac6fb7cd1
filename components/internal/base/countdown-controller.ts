import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Counts down to a moment in whole seconds, rounded up. Setting the clock of the machine changes nothing. When the page
 * is shown again, it looks how much time has passed meanwhile: the machine may have slept.
 */
export class CountdownController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #ended: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The end by the monotonic clock, which may stand still while the machine sleeps. */
  #end = 0;
  /** The end by the clock of the machine, which may be set. */
  #wallEnd = 0;

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
    return this.#left > 0;
  }

  /** @param end milliseconds since the epoch, by the clock of the machine as it is now. */
  start(end: number): void {
    this.stop();
    this.#wallEnd = end;
    this.#end = performance.now() + end - Date.now();
    this.total = Math.ceil(this.#left / 1000);
    document.addEventListener('visibilitychange', this.#shown);
    this.#tick();
  }

  stop(): void {
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#shown);
    this.seconds = this.#end = 0;
  }

  get #left(): number {
    return this.#end - performance.now();
  }

  readonly #shown = (): void => {
    if (document.hidden) return;
    this.#end = Math.min(this.#end, performance.now() + this.#wallEnd - Date.now());
    this.#tick();
  };

  readonly #tick = (): void => {
    clearTimeout(this.#timer);
    const left = this.#left;
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
