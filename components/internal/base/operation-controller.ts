import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { NeonErrorCode } from '../../../src/index.js';
import { NeonErrorEvent } from '../../events.js';
import { errorText, isNeonError, type ErrorTexts } from '../../messages/error-text.js';
import type { CommonSentences } from '../../messages/messages.js';

type Host = ReactiveControllerHost & HTMLElement;

/** One run of one operation. */
export type OperationState<T> =
  | { readonly status: 'idle' }
  | { readonly status: 'pending' }
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'failed'; readonly error: unknown };

/** An operation that an {@link OperationController} runs. */
export interface Operation<T> {
  /** The client's method, for `neon-error`. */
  readonly name: string | (() => string);
  run(signal: AbortSignal): Promise<T>;
  /** Makes the event that tells the page of the success, if it has one; dispatched after the state is set. */
  fact(value: T): Event | undefined;
}

/** Codes of refusals of what a person has typed into a field for a code. */
const codeRefusals: ReadonlySet<NeonErrorCode> = new Set([
  'CODE_ENTRY_DOES_NOT_EXIST',
  'CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN',
  'CODE_TYPE_NOT_SUPPORTED',
]);

const idle = { status: 'idle' } as const;

/**
 * Runs an operation for an element: idle → pending → done or failed. The result of an aborted run is ignored. A prompt
 * that the person closed leads back to idle and is no error.
 */
export class OperationController<T> implements ReactiveController {
  state: OperationState<T> = idle;

  readonly #host: Host;
  readonly #operation: Operation<T>;
  #running: AbortController | undefined;

  constructor(host: Host, operation: Operation<T>) {
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

  /** The sentence about what went wrong; empty if nothing did. */
  failure(messages: CommonSentences, own?: ErrorTexts): string {
    return this.state.status === 'failed' ? errorText(this.state.error, messages, own) : '';
  }

  /** True when the service has refused the code that was typed. */
  get refusesCode(): boolean {
    const { state } = this;
    return (
      state.status === 'failed' && isNeonError(state.error) && codeRefusals.has(state.error.code)
    );
  }

  /** Starts the operation unless it is running. Rejects with any error that is not a `NeonError`. */
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
    const { name } = this.#operation;
    this.#host.dispatchEvent(new NeonErrorEvent(typeof name === 'string' ? name : name(), error));
  }

  #become(state: OperationState<T>): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
