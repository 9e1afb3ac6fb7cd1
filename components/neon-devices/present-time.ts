import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How long periods from now are shown before they are told again, in milliseconds. */
const pause = 30_000;

/** Updates its element regularly, so that what it says of the time that has passed stays true. */
export class PresentTime implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => this.#host.requestUpdate(), pause);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }
}
