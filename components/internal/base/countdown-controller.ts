import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Counts down to a moment in whole seconds, rounded up. It reads the clock, so it is right after the device slept too. */
export class CountdownController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #ended: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #end = 0;

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

  /** @param end milliseconds since the epoch. */
  start(end: number): void {
    this.#end = end;
    this.total = Math.ceil((end - Date.now()) / 1000);
    this.#tick();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.seconds = 0;
  }

  readonly #tick = (): void => {
    clearTimeout(this.#timer);
    const left = this.#end - Date.now();
    this.seconds = Math.max(0, Math.ceil(left / 1000));
    this.#host.requestUpdate();
    if (left > 0) this.#timer = setTimeout(this.#tick, left % 1000 || 1000);
    else this.#ended();
  };
}
