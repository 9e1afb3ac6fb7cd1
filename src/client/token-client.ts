/**
 * The client that works in this page.
 * @module
 */
import { NeonError } from '../errors.js';
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
import { forget } from './operations/forget.js';
import { getOnlineOtp } from './operations/get-online-otp.js';
import { initOnline } from './operations/init-online.js';
import { accounts } from './records.js';
import type { Run, Session } from './run.js';

/** Implements each operation with the ports it is given. */
export class TokenClient implements NeonClient {
  readonly #context: ClientContext;
  readonly #session: Session = { files: new Map() };
  readonly #closing = new AbortController();

  constructor(context: ClientContext) {
    this.#context = context;
  }

  get online(): boolean | undefined {
    return this.#session.online;
  }

  initOnline(options?: OperationOptions): Promise<string[]> {
    return this.#run(options, {}, initOnline);
  }

  activate(code: string, options: ActivateOptions = {}): Promise<string> {
    const { tokenName, pin } = options;
    return this.#run(options, { code, tokenName, pin }, async (run) => {
      const { activate } = await loaded(import('./operations/activate.js'));
      return activate(run, code, options);
    });
  }

  getOnlineOtp(login: string, options: PinOptions = {}): Promise<OnlineOtp> {
    const { pin } = options;
    return this.#run(options, { login, pin }, (run) => getOnlineOtp(run, login, pin));
  }

  accounts(): Promise<Account[]> {
    return accounts(this.#context);
  }

  forget(login: string, options?: OperationOptions): Promise<void> {
    return this.#run(options, { login }, (run) => forget(run, login));
  }

  subscribe(listener: () => void): () => void {
    return this.#context.store.subscribe(listener);
  }

  close(): void {
    this.#closing.abort();
    this.#context.store.close();
  }

  /**
   * Does the work of one call. Its signal is aborted in the end, so that whatever it has left open closes.
   * @param texts arguments that have to be strings, by name.
   */
  async #run<T>(
    options: OperationOptions = {},
    texts: Readonly<Record<string, unknown>>,
    work: (run: Run) => Promise<T>,
  ): Promise<T> {
    for (const [name, value = ''] of Object.entries(texts)) {
      if (typeof value !== 'string') throw new TypeError(`${name} must be a string`);
    }
    const { signal, abort } = linkSignals(this.#closing.signal, options.signal);
    try {
      signal.throwIfAborted();
      return await work({ ...this.#context, session: this.#session, signal });
    } finally {
      abort();
    }
  }
}

/** What a page needs once, or never, is fetched when it is asked for. */
async function loaded<T>(module: Promise<T>): Promise<T> {
  try {
    return await module;
  } catch (cause) {
    throw new NeonError('NETWORK_UNAVAILABLE', {
      message: 'a part of the page cannot be loaded',
      cause,
    });
  }
}
