/**
 * The client that works in this page.
 * @module
 */
import { linkSignals } from './abort.js';
import type {
  AccessToken,
  AccessTokenOptions,
  Account,
  ActivateOptions,
  ChangePinOptions,
  Device,
  DeviceCode,
  NeonClient,
  OnlineOtp,
  OperationOptions,
  PinOptions,
  ResetPinOptions,
  UnlockOptions,
  PushReply,
  PushRequest,
  RemoteOtpOptions,
} from './client.js';
import type { ClientContext } from './context.js';
import type { BioKeyProvider } from './prompter.js';
import { getOnlineOtp } from './operations/get-online-otp.js';
import { initOnline } from './operations/init-online.js';
import { accounts } from './records.js';
import type { Run, Session } from './run.js';
import { pushes, seldom } from './seldom.js';

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
    return this.#run({}, options, initOnline);
  }

  activate(code: string, options: ActivateOptions = {}): Promise<string> {
    return this.#run({ code }, options, async (run) =>
      (await seldom()).activate(run, code, options),
    );
  }

  getOnlineOtp(login: string, options: PinOptions = {}): Promise<OnlineOtp> {
    return this.#run({ login }, options, (run) => getOnlineOtp(run, login, options));
  }

  getAccessToken(login: string, options: AccessTokenOptions = {}): Promise<AccessToken> {
    return this.#run({ login }, options, async (run) =>
      (await seldom()).getAccessToken(run, login, options),
    );
  }

  getActivationCode(login: string, options: PinOptions = {}): Promise<DeviceCode> {
    return this.#run({ login }, options, async (run) =>
      (await seldom()).getActivationCode(run, login, options),
    );
  }

  unlockToken(login: string, options: UnlockOptions): Promise<void> {
    return this.#run({ login }, options, async (run) =>
      (await seldom()).unlockToken(run, login, options),
    );
  }

  changePin(login: string, options: ChangePinOptions = {}): Promise<void> {
    return this.#run({ login }, options, async (run) =>
      (await seldom()).changePin(run, login, options),
    );
  }

  resetPin(login: string, options: ResetPinOptions): Promise<void> {
    return this.#run({ login }, options, async (run) =>
      (await seldom()).resetPin(run, login, options),
    );
  }

  sealData(login: string, data: string, options: PinOptions = {}): Promise<string> {
    return this.#run({ login, data }, options, async (run) =>
      (await seldom()).sealData(run, login, data, options),
    );
  }

  setBioKey(login: string, key: string | BioKeyProvider, options: PinOptions = {}): Promise<void> {
    return this.#run({ login }, options, async (run) =>
      (await seldom()).setBioKey(run, login, key, options),
    );
  }

  revokeBioKey(login: string, options: PinOptions = {}): Promise<void> {
    return this.#run({ login }, options, async (run) =>
      (await seldom()).revokeBioKey(run, login, options),
    );
  }

  devices(login: string, options?: OperationOptions): Promise<Device[]> {
    return this.#run({ login }, options, async (run) => (await seldom()).devices(run, login));
  }

  revokeDevice(login: string, tid: string, options: PinOptions = {}): Promise<void> {
    return this.#run({ login, tid }, options, async (run) =>
      (await seldom()).revokeDevice(run, login, tid, options),
    );
  }

  getRemoteOtpByPush(login: string, options: RemoteOtpOptions = {}): Promise<OnlineOtp> {
    return this.#run({ login }, options, async (run) =>
      (await pushes()).getRemoteOtpByPush(run, login, options),
    );
  }

  pushRequests(options?: OperationOptions): Promise<PushRequest[]> {
    return this.#run({}, options, async (run) => (await pushes()).pushRequests(run));
  }

  answerPush(pid: string, options: PushReply): Promise<void> {
    return this.#run({ pid }, options, async (run) =>
      (await pushes()).answerPush(run, pid, options),
    );
  }

  watchPushRequests(listener: (requests: readonly PushRequest[]) => void): () => void {
    // It has what options need: a signal.
    const stop = new AbortController();
    this.#run({}, stop, async (run) => (await pushes()).watchPushRequests(run, listener)).catch(
      // That it was stopped, or could not be loaded. What is unexpected is reported where it happens.
      () => undefined,
    );
    return () => stop.abort();
  }

  accounts(): Promise<Account[]> {
    return accounts(this.#context, this.#session.hello);
  }

  forget(login: string, options?: OperationOptions): Promise<void> {
    return this.#run({ login }, options, async (run) => (await seldom()).forget(run, login));
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
   * @param texts arguments by name, which have to be strings.
   * @param given options of the call: a signal, strings, flags, functions.
   */
  async #run<T>(
    texts: object,
    given: OperationOptions = {},
    work: (run: Run) => Promise<T>,
  ): Promise<T> {
    const { signal: outer, ...options } = given;
    const wrong =
      Object.entries(texts).find(([, value]) => typeof value !== 'string') ??
      Object.entries(options).find(([, value]) => /object|number/.test(typeof value));
    if (wrong) throw new TypeError(`${wrong[0]} must be a string`);
    const { signal, abort } = linkSignals(this.#closing.signal, outer);
    try {
      signal.throwIfAborted();
      return await work({ ...this.#context, session: this.#session, signal });
    } finally {
      abort();
    }
  }
}
