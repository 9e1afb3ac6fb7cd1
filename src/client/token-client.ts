/**
 * The client that works in this page.
 * @module
 */
import { linkSignals } from './abort.js';
import type {
  Account,
  ActivateOptions,
  NeonClient,
  OnlineOtp,
  OperationOptions,
  PinOptions,
} from './client.js';
import type { ClientContext } from './context.js';
import { accounts } from './operations/accounts.js';
import { activate } from './operations/activate.js';
import { forget } from './operations/forget.js';
import { getOnlineOtp } from './operations/get-online-otp.js';
import { initOnline } from './operations/init-online.js';
import { Session } from './session.js';

/** Implements each operation with the ports it is given. */
export class TokenClient implements NeonClient {
  readonly #context: ClientContext;
  readonly #session: Session;
  readonly #closing = new AbortController();

  constructor(context: ClientContext) {
    this.#context = context;
    this.#session = new Session(context);
  }

  get online(): boolean | undefined {
    return this.#session.online;
  }

  initOnline(options: OperationOptions = {}): Promise<string[]> {
    return this.#run(options, (signal) => initOnline(this.#context, this.#session, signal));
  }

  async activate(code: string, options: ActivateOptions = {}): Promise<string> {
    needString(code, 'code');
    needString(options.tokenName ?? '', 'tokenName');
    needString(options.pin ?? '', 'pin');
    return this.#asking(options, (signal) =>
      activate(this.#context, this.#session, code, options, signal),
    );
  }

  async getOnlineOtp(login: string, options: PinOptions = {}): Promise<OnlineOtp> {
    needString(login, 'login');
    needString(options.pin ?? '', 'pin');
    return this.#asking(options, (signal) =>
      getOnlineOtp(this.#context, this.#session, login, options.pin, signal),
    );
  }

  accounts(): Promise<Account[]> {
    return accounts(this.#context);
  }

  async forget(login: string, options: OperationOptions = {}): Promise<void> {
    needString(login, 'login');
    return this.#run(options, (signal) => forget(this.#context, this.#session, login, signal));
  }

  subscribe(listener: () => void): () => void {
    return this.#context.store.subscribe(listener);
  }

  close(): void {
    this.#closing.abort();
    this.#context.store.close();
  }

  /** An operation that may ask the person. */
  async #asking<T>(
    options: OperationOptions,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.#run(options, work);
    } finally {
      this.#context.prompter?.settled?.();
    }
  }

  async #run<T>(
    { signal }: OperationOptions,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const linked = linkSignals(this.#closing.signal, signal);
    try {
      linked.signal.throwIfAborted();
      return await work(linked.signal);
    } finally {
      linked.unlink();
    }
  }
}

function needString(value: unknown, name: string): void {
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string`);
}
