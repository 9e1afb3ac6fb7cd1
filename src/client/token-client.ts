/**
 * The client: the public methods, and what is common to all calls.
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
import type { Operations } from './perform-here.js';
import type { Run, Session } from './run.js';

/** Checks what each operation is given, and has it done: here, or in a frame. */
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
    return this.perform('initOnline', {}, options);
  }

  activate(code: string, options?: ActivateOptions): Promise<string> {
    return this.perform('activate', { code }, options);
  }

  getOnlineOtp(login: string, options?: PinOptions): Promise<OnlineOtp> {
    return this.perform('getOnlineOtp', { login }, options);
  }

  getAccessToken(login: string, options?: AccessTokenOptions): Promise<AccessToken> {
    return this.perform('getAccessToken', { login }, options);
  }

  getActivationCode(login: string, options?: PinOptions): Promise<DeviceCode> {
    return this.perform('getActivationCode', { login }, options);
  }

  unlockToken(login: string, options: UnlockOptions): Promise<void> {
    return this.perform('unlockToken', { login }, options);
  }

  changePin(login: string, options?: ChangePinOptions): Promise<void> {
    return this.perform('changePin', { login }, options);
  }

  resetPin(login: string, options: ResetPinOptions): Promise<void> {
    return this.perform('resetPin', { login }, options);
  }

  sealData(login: string, data: string, options?: PinOptions): Promise<string> {
    return this.perform('sealData', { login, data }, options);
  }

  setBioKey(login: string, key: string | BioKeyProvider, options?: PinOptions): Promise<void> {
    return this.perform('setBioKey', { login }, options, key);
  }

  revokeBioKey(login: string, options?: PinOptions): Promise<void> {
    return this.perform('revokeBioKey', { login }, options);
  }

  devices(login: string, options?: OperationOptions): Promise<Device[]> {
    return this.perform('devices', { login }, options);
  }

  revokeDevice(login: string, tid: string, options?: PinOptions): Promise<void> {
    return this.perform('revokeDevice', { login, tid }, options);
  }

  getRemoteOtpByPush(login: string, options?: RemoteOtpOptions): Promise<OnlineOtp> {
    return this.perform('getRemoteOtpByPush', { login }, options);
  }

  pushRequests(options?: OperationOptions): Promise<PushRequest[]> {
    return this.perform('pushRequests', {}, options);
  }

  answerPush(pid: string, options: PushReply): Promise<void> {
    return this.perform('answerPush', { pid }, options);
  }

  watchPushRequests(listener: (requests: readonly PushRequest[]) => void): () => void {
    return this.#watch('watchPushRequests', listener);
  }

  accounts(): Promise<Account[]> {
    return this.perform('accounts', {});
  }

  forget(login: string, options?: OperationOptions): Promise<void> {
    return this.perform('forget', { login }, options);
  }

  subscribe(listener: () => void): () => void {
    return this.#watch('subscribe', listener);
  }

  close(): void {
    this.#closing.abort();
    this.#context.store.close();
  }

  /**
   * Has one operation done. Its signal is aborted in the end, so that whatever it has left open closes.
   * @param texts arguments by name, which have to be strings.
   * @param given options of the call: a signal, a prompter, strings, flags, functions.
   * @param more what stands between them.
   */
  async perform<N extends keyof Operations>(
    name: N,
    texts: Readonly<Record<string, string>>,
    given: OperationOptions = {},
    ...more: readonly unknown[]
  ): Promise<Awaited<ReturnType<Operations[N]>>> {
    const context = this.#context;
    const { signal: outer, prompter = context.prompter, ...options } = given;
    const wrong =
      Object.entries(texts).find(([, value]) => typeof value !== 'string') ??
      Object.entries(options).find(([, value]) => /object|number/.test(typeof value));
    if (wrong) throw new TypeError(`${wrong[0]} must be a string`);
    const closed = this.#closing.signal;
    const { signal, abort } = linkSignals(closed, outer);
    try {
      signal.throwIfAborted();
      const run: Run = { ...context, session: this.#session, signal, closed, prompter };
      return (await context.perform(run, name, texts, given, more)) as Awaited<
        ReturnType<Operations[N]>
      >;
    } finally {
      abort();
    }
  }

  /** Has `listener` told until the function that it returns is called. */
  #watch(name: 'subscribe' | 'watchPushRequests', listener: unknown): () => void {
    // It has what options need: a signal.
    const stop = new AbortController();
    this.perform(name, {}, stop, listener).catch(
      // That it was stopped, or could not be loaded. What is unexpected is reported where it happens.
      () => undefined,
    );
    return () => stop.abort();
  }
}
