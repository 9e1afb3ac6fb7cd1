/**
 * The client: the calls that a page can make.
 * @module
 */
import type { CallName } from '../protocol/operations.js';
import { requireTexts, type OperationOptions, type PinOptions } from './call-arguments.js';
import type { Account } from './operations/accounts.js';
import type { ActivateOptions } from './operations/activate.js';
import type { PushReply } from './operations/answer-push.js';
import type { ChangePinOptions } from './operations/change-pin.js';
import type { CallInput, CallResult, Performer } from './dispatcher.js';
import type { Device } from './operations/devices.js';
import type { AccessToken, AccessTokenOptions } from './operations/get-access-token.js';
import type { DeviceCode } from './operations/get-activation-code.js';
import type { OnlineOtp } from './one-time-password.js';
import type { RemoteOtpOptions } from './operations/get-remote-otp-by-push.js';
import type { ResetPinOptions } from './operations/reset-pin.js';
import type { UnlockOptions } from './operations/unlock-token.js';
import { PartLoader } from './parts.js';
import type { BioKeyProvider } from './person/prompter.js';
import type { ClientContext } from './ports.js';
import type { PushRequest } from './push/inbox.js';
import type { Run, Session } from './run.js';
import type { PlatformBlob, SealOptions } from './sealed-data.js';
import { linkSignals } from './signals.js';
import { keepWatch } from './watch.js';

/** The public methods of the core. Checks the arguments of each call, and has the call performed. */
export class TokenClient {
  readonly #context: ClientContext;
  readonly #performer: Performer;
  readonly #session: Session = { files: new Map(), parts: new PartLoader() };
  readonly #closing = new AbortController();

  constructor(context: ClientContext, performer: Performer) {
    this.#context = context;
    this.#performer = performer;
  }

  /** Alias of the page at the service: 32 hexadecimal digits in lower case. */
  get alias(): string {
    return this.#context.als;
  }

  /** Whether the service answered the last time it was asked; undefined before the first time. */
  get online(): boolean | undefined {
    return this.#session.online;
  }

  /**
   * Asks the service for its settings and the state of the enrolments here, and resolves what an interruption left open.
   *
   * @returns logins enrolled and active here; when the service cannot be reached, those last known to be.
   * @throws {NeonError} `MACID_IS_UNKNOWN`, `NO_ACTIVE_SERVICE_FOR_USER`, `ORIGIN_NOT_ALLOWED`,
   *   `SERVICE_KEY_UNKNOWN`, `STORAGE_UNAVAILABLE`; like every call, `INSECURE_CONTEXT`.
   */
  initOnline(options?: OperationOptions): Promise<string[]> {
    return this.#perform('initOnline', { ...options });
  }

  /**
   * Enrols this browser with an activation or restore code.
   *
   * Storage is proven to keep keys before the code is sent. A wrong PIN does not consume the code.
   *
   * @returns the login.
   * @throws {NeonError} `CODE_ENTRY_DOES_NOT_EXIST`, `CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN`, `PASSWORD_IS_WRONG`,
   *   `PIN_REFUSED`, `MAX_NB_TOOLS`, `USER_IS_BLOCKED`, `STORAGE_NOT_PERSISTENT`, `USER_CANCELLED`, among others.
   */
  activate(code: string, options?: ActivateOptions): Promise<string> {
    return this.#perform('activate', { ...options, code });
  }

  /**
   * Obtains a one-time password.
   *
   * @throws {NeonError} `USER_ENTRY_DOES_NOT_EXIST` when the login is not enrolled here, `PASSWORD_IS_WRONG` with
   *   `left`, `USER_IS_BLOCKED`, `DYNAMIC_TOKEN_KEY_IS_INVALID`, `USER_CANCELLED`, among others.
   */
  getOnlineOtp(login: string, options?: PinOptions): Promise<OnlineOtp> {
    return this.#perform('getOnlineOtp', { ...options, login });
  }

  /**
   * Obtains an access token for the site, or for one of its audiences.
   * @throws {NeonError} as {@link TokenClient.getOnlineOtp}; `REQUEST_MALFORMED` for what the site may not ask for.
   */
  getAccessToken(login: string, options?: AccessTokenOptions): Promise<AccessToken> {
    return this.#perform('getAccessToken', { ...options, login });
  }

  /**
   * Obtains a code that enrols another browser of the same user. Needs the PIN where the service has one.
   * @throws {NeonError} as {@link TokenClient.getOnlineOtp}; `MAX_NB_TOOLS`.
   */
  getActivationCode(login: string, options?: PinOptions): Promise<DeviceCode> {
    return this.#perform('getActivationCode', { ...options, login });
  }

  /**
   * Lifts a block of this token or of the user with an unlock code and the PIN.
   * @throws {NeonError} `CODE_ENTRY_DOES_NOT_EXIST`, `CODE_TYPE_NOT_SUPPORTED`, `CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN`,
   *   `TOKEN_IS_NOT_BLOCKED`, `USER_IS_NOT_BLOCKED`, `USER_IS_BLOCKED`, `PASSWORD_IS_WRONG`, among others.
   */
  unlockToken(login: string, options: UnlockOptions): Promise<void> {
    return this.#perform('unlockToken', { ...options, login });
  }

  /**
   * Replaces the PIN on all devices of the user.
   * @throws {NeonError} `PASSWORD_IS_WRONG` for the old one, `PIN_REFUSED` with `reason` for the new one.
   */
  changePin(login: string, options?: ChangePinOptions): Promise<void> {
    return this.#perform('changePin', { ...options, login });
  }

  /**
   * Sets a new PIN with a reset code, without the old one, and unblocks the user. Ends all BioKeys of the user.
   * @throws {NeonError} `CODE_ENTRY_DOES_NOT_EXIST`, `CODE_TYPE_NOT_SUPPORTED`, `PIN_REFUSED`, among others.
   */
  resetPin(login: string, options: ResetPinOptions): Promise<void> {
    return this.#perform('resetPin', { ...options, login });
  }

  /**
   * Has a text or a Blob, such as a file, sealed: a statement that this token and the service made over exactly these
   * bytes. A text stands for its UTF-8. A Blob is read in pieces, and never held as a whole.
   *
   * @returns the seal, a compact JWS. The data do not leave the page.
   * @throws {NeonError} `SEALDATA_IS_NOT_VALID` for a text with lone surrogates or a Blob that cannot be read,
   *   `SEALING_IS_NOT_ALLOWED`.
   */
  sealData(login: string, data: string | PlatformBlob, options?: SealOptions): Promise<string> {
    return this.#perform('sealData', { ...options, login, data });
  }

  /**
   * Registers a BioKey for this token: a value, or what a provider makes. Needs the PIN where the service has one.
   * @throws {NeonError} `BIO_KEY_ALREADY_EXIST`, `BIO_KEY_NOT_ALLOWED`, `PASSWORD_IS_WRONG`.
   */
  setBioKey(login: string, key: string | BioKeyProvider, options?: PinOptions): Promise<void> {
    return this.#perform('setBioKey', { ...options, login, bioKey: key });
  }

  /** Revokes the BioKey of this token. */
  revokeBioKey(login: string, options?: PinOptions): Promise<void> {
    return this.#perform('revokeBioKey', { ...options, login });
  }

  /** Lists the browsers that are enrolled for a login, oldest first; this one is marked. */
  devices(login: string, options?: OperationOptions): Promise<Device[]> {
    return this.#perform('devices', { ...options, login });
  }

  /** Ends the enrolment of a browser that was lost; needs the PIN where the service has one. */
  revokeDevice(login: string, tid: string, options?: PinOptions): Promise<void> {
    return this.#perform('revokeDevice', { ...options, login, tid });
  }

  /**
   * Locks another browser, for one that may be found again: it can do nothing until it is unlocked. Needs the PIN where
   * the service has one.
   * @throws {NeonError} `NO_DEVICE_FOUND` for this browser, for one that is blocked, and for one that the user does not
   *   have; `VERSION_UNSUPPORTED` where the service is too old.
   */
  lockDevice(login: string, tid: string, options?: PinOptions): Promise<void> {
    return this.#perform('lockDevice', { ...options, login, tid });
  }

  /**
   * Unlocks another browser, which was locked or not used for too long. Needs the PIN where the service has one.
   * @throws {NeonError} `TOKEN_IS_NOT_BLOCKED` for one that is not locked; otherwise as {@link TokenClient.lockDevice}.
   */
  unlockDevice(login: string, tid: string, options?: PinOptions): Promise<void> {
    return this.#perform('unlockDevice', { ...options, login, tid });
  }

  /**
   * Gives a browser another name, this one or another. Needs the PIN where the service has one, since by names a person
   * tells a stranger's browser from their own.
   *
   * @returns the name, without what cannot be in one.
   * @throws {NeonError} `REQUEST_MALFORMED` for a name without any character that can be in one; otherwise as
   *   {@link TokenClient.lockDevice}.
   */
  renameDevice(login: string, tid: string, name: string, options?: PinOptions): Promise<string> {
    return this.#perform('renameDevice', { ...options, login, tid, name });
  }

  /**
   * Obtains a one-time password for a login that another browser is enrolled for. The person approves there, by typing
   * the number that `onNumber` is given. This browser need not be enrolled. The request ends when the page is closed.
   *
   * @throws {NeonError} `PUSH_DENIED`, `PUSH_EXPIRED`, `RATE_LIMITED` with `retryAfter`, among others. Never says whether
   *   the login exists.
   */
  getRemoteOtpByPush(login: string, options?: RemoteOtpOptions): Promise<OnlineOtp> {
    return this.#perform('getRemoteOtpByPush', { ...options, login });
  }

  /** The requests that this browser may answer now, oldest first. */
  pushRequests(options?: OperationOptions): Promise<PushRequest[]> {
    return this.#perform('pushRequests', { ...options });
  }

  /**
   * Answers a request. Asks for the PIN to approve, and for nothing to deny.
   *
   * @throws {NeonError} `CODE_ENTRY_DOES_NOT_EXIST` with `left` for a wrong number, the third of which denies;
   *   `PUSH_ALIAS_ENTRY_DOES_NOT_EXIST` when it has expired or been answered, among others.
   */
  answerPush(pid: string, reply: PushReply): Promise<void> {
    return this.#perform('answerPush', { ...reply, pid });
  }

  /**
   * Calls `listener` with the requests that this browser may answer, at once and whenever they change. One tab of the
   * browser asks the service and tells the others; no tab does when none watches.
   *
   * @returns a function that ends it.
   */
  watchPushRequests(listener: (requests: readonly PushRequest[]) => void): () => void {
    return keepWatch(this.#context.clock, (signal) =>
      this.#perform('watchPushRequests', { listener, signal }),
    );
  }

  /** Every enrolment of this browser with its last known state, without asking the service. */
  accounts(): Promise<Account[]> {
    return this.#perform('accounts', {});
  }

  /**
   * Asks the service for the state of the enrolments here. No key is replaced. `subscribe` tells of a change.
   * @throws {NeonError} `NETWORK_UNAVAILABLE`, `SERVICE_UNAVAILABLE`, `RATE_LIMITED`, among others.
   */
  refreshAccounts(options?: OperationOptions): Promise<void> {
    return this.#perform('refreshAccounts', { ...options });
  }

  /** Revokes this browser's token and deletes its record; deletes it even when the service cannot be reached. */
  forget(login: string, options?: OperationOptions): Promise<void> {
    return this.#perform('forget', { ...options, login });
  }

  /**
   * Calls `listener` after the enrolments changed, here or in another tab.
   * @returns a function that ends it.
   */
  subscribe(listener: () => void): () => void {
    return keepWatch(this.#context.clock, (signal) =>
      this.#perform('subscribe', { listener, signal }),
    );
  }

  /** Ends running operations and releases what the client holds. */
  close(): void {
    this.#closing.abort();
    this.#context.store.close();
  }

  /** Performs a call whose arguments have been checked. Aborts its signal in the end, so that prompts close. */
  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallResult<N>> {
    const context = this.#context;
    const { signal: outer, prompter = context.prompter }: OperationOptions = input;
    const closed = this.#closing.signal;
    const { signal, abort } = linkSignals(closed, outer);
    try {
      signal.throwIfAborted();
      const run: Run = { ...context, session: this.#session, signal, closed, prompter };
      return await this.#performer(run, name, input);
    } finally {
      abort();
    }
  }

  async #perform<N extends CallName>(name: N, input: CallInput<N>): Promise<CallResult<N>> {
    requireTexts(name, input);
    return this.call(name, input);
  }
}

/** The calls of a client. Made by `createClient`. */
export interface NeonClient extends Omit<TokenClient, 'call'> {}
