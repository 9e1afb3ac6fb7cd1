import { NeonErrorEvent } from '../../events.js';
import type { Messages } from '../../messages/messages.js';
import { errorText, isNeonError, type ErrorTexts } from '../../messages/error-text.js';
import type { ReactiveController, ReactiveHost } from './reactive-element.js';

/** One run of one operation. */
export type OperationState<T> =
  | { readonly status: 'idle' }
  | { readonly status: 'pending' }
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'failed'; readonly error: unknown };

/** What an {@link OperationController} runs. */
export interface Operation<T> {
  /** The method of the client, for `neon-error`. */
  readonly name: string;
  run(signal: AbortSignal): Promise<T>;
  /** The event that tells the fact, if it is one for others; dispatched after the state is set. */
  fact(value: T): Event | undefined;
}

const idle = { status: 'idle' } as const;

/**
 * Runs an operation for an element: idle → pending → done or failed. What an aborted run still answers is ignored.
 * A prompt that the person closed leads back to idle and is no error.
 */
export class OperationController<T> implements ReactiveController {
  state: OperationState<T> = idle;

  readonly #host: ReactiveHost;
  readonly #operation: Operation<T>;
  #running: AbortController | undefined;

  constructor(host: ReactiveHost, operation: Operation<T>) {
    this.#host = host;
    this.#operation = operation;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.reset();
  }

  get pending(): boolean {
    return this.state.status === 'pending';
  }

  /** What went wrong, in words for people; empty when nothing did. */
  failure(messages: Messages, own?: ErrorTexts): string {
    return this.state.status === 'failed' ? errorText(this.state.error, messages, own) : '';
  }

  /** Runs the operation unless it is running. Rejects only with what is no `NeonError`. */
  async start(): Promise<void> {
    if (this.pending) return;
    const running = (this.#running = new AbortController());
    this.#become({ status: 'pending' });
    try {
      const value = await this.#operation.run(running.signal);
      if (running.signal.aborted) return;
      this.#become({ status: 'done', value });
      const fact = this.#operation.fact(value);
      if (fact) this.#host.dispatchEvent(fact);
    } catch (error) {
      if (!running.signal.aborted) this.#fail(error);
    }
  }

  /** Aborts a run and forgets a result. */
  reset(): void {
    this.#running?.abort();
    this.#become(idle);
  }

  #fail(error: unknown): void {
    if (!isNeonError(error)) {
      this.#become({ status: 'failed', error });
      throw error;
    }
    if (error.code === 'USER_CANCELLED') return this.#become(idle);
    this.#become({ status: 'failed', error });
    this.#host.dispatchEvent(new NeonErrorEvent(this.#operation.name, error));
  }

  #become(state: OperationState<T>): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
