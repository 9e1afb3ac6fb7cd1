/**
 * The public face of the core: what a token can do.
 * @module
 */

import type { BioKeyProvider, Prompter } from './prompter.js';

/** Options that every operation takes. */
export interface OperationOptions {
  /** Ends the operation; it then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Asks the person in place of the client's prompter. */
  prompter?: Prompter | undefined;
}

/** Options of an operation that needs a PIN. */
export interface PinOptions extends OperationOptions {
  /** The PIN or password; without it the client's prompter is asked. An empty one is refused, and no try is counted. */
  pin?: string | undefined;
}

/** Options of an activation. */
export interface ActivateOptions extends PinOptions {
  /**
   * What the person calls this browser; a sensible name is made up without it. Kept are 64 code points, without those
   * that cannot be shown in a list.
   */
  tokenName?: string | undefined;
}

/** Options of {@link NeonClient.getAccessToken}. */
export interface AccessTokenOptions extends PinOptions {
  /** Who is to take the token: one of the site's audiences; its first one without it. */
  audience?: string | undefined;
  /** Scopes, separated by spaces: a part of the site's. */
  scope?: string | undefined;
}

/** Options of {@link NeonClient.unlockToken}. */
export interface UnlockOptions extends PinOptions {
  /** Ten digits, in any grouping. */
  unlockCode: string;
}

/** Options of {@link NeonClient.changePin}; what is left out is asked for. */
export interface ChangePinOptions extends OperationOptions {
  oldPin?: string | undefined;
  newPin?: string | undefined;
}

/** Options of {@link NeonClient.resetPin}. */
export interface ResetPinOptions extends OperationOptions {
  /** Ten digits, in any grouping. */
  resetCode: string;
  /** The new PIN; without it the client's prompter is asked. */
  newPin?: string | undefined;
}

/** An access token (RFC 9068). */
export interface AccessToken {
  readonly accessToken: string;
  readonly tokenType: 'Bearer';
  /** Milliseconds since the epoch, on this machine's clock. */
  readonly expiresAt: number;
}

/** A code that enrols another browser of the same user. */
export interface DeviceCode {
  /** In groups of four, as it is shown. */
  readonly code: string;
  /** Milliseconds since the epoch, on this machine's clock. */
  readonly expiresAt: number;
}

/** An enrolled browser of a user. */
export interface Device {
  /** Id of the token. */
  readonly tid: string;
  /** What the person calls it. */
  readonly tokenName: string;
  /** What it runs on, in words. */
  readonly platform: string;
  readonly state: 'active' | 'blocked' | 'locked';
  /** Milliseconds since the epoch, on the service's clock. */
  readonly createdAt: number;
  readonly lastUsedAt: number;
  /** Whether it is this browser. */
  readonly isThis: boolean;
}

/** A one-time password. */
export interface OnlineOtp {
  readonly value: string;
  /** Milliseconds since the epoch, on this machine's clock. */
  readonly expiresAt: number;
}

/**
 * State of an enrolment.
 *
 * `active`: usable. `blocked`: by an administrator. `locked`: unused for too long. `user-blocked`: too many wrong
 * PINs. `disabled`: the account is switched off. `unresolved`: the outcome of the last operation is not known
 * yet. `lost`: the service no longer accepts it; the browser has to be enrolled again.
 */
export type AccountState =
  'active' | 'blocked' | 'locked' | 'user-blocked' | 'disabled' | 'unresolved' | 'lost';

/** What a person can do about the state of an enrolment. */
export type AccountHelp =
  'none' | 'unlock-code' | 'reset-code' | 'administrator' | 'go-online' | 're-enrol';

/** What the next operation asks for, beside the browser's keys. */
export type Factor = 'none' | 'pin' | 'pin_or_bio' | 'bio';

/** One enrolment of this browser. */
export interface Account {
  readonly login: string;
  /** What the person calls this browser. */
  readonly tokenName: string;
  readonly state: AccountState;
  readonly help: AccountHelp;
  /** Tries of the PIN left, if the service has said so. */
  readonly left: number | undefined;
  /** As the service said last. */
  readonly factor: Factor | undefined;
  /** What the person types: a PIN of digits, or a password; undefined until the service has been asked. */
  readonly pinKind: 'digits' | 'text' | undefined;
  /** Whether a BioKey can be registered at all: the service takes them, and in a frame the site has `hostPin`. */
  readonly takesBioKey: boolean;
  /** Whether one is registered, as far as known. */
  readonly hasBioKey: boolean;
}

/** Options of an OTP that another browser approves. */
export interface RemoteOtpOptions extends OperationOptions {
  /** Told the number that the person has to type at the other browser, and until when, in milliseconds. */
  onNumber?: ((number: string, expiresAt: number) => void) | undefined;
}

/** A page that waits for this browser's approval. */
export interface PushRequest {
  readonly pid: string;
  /** Whom it wants to sign in. */
  readonly login: string;
  /** Name of the site that asks. */
  readonly site: string;
  /** Where it is, if a relying party asks that has said so; else empty. */
  readonly place: string;
  /** Browser and system of the asking page; empty when that is not known. */
  readonly browser: string;
  /** Milliseconds since the epoch, on this machine's clock. */
  readonly askedAt: number;
  readonly expiresAt: number;
}

/** What a person says to a request. */
export interface PushReply extends PinOptions {
  approve: boolean;
  /** The number that the asking page shows; needed to approve. */
  number?: string | undefined;
  /** Not to be asked for an hour: the person has not asked for anything. */
  mute?: boolean | undefined;
}

/** A browser as a token. Made by `createClient`. */
export interface NeonClient {
  /** Whether the service answered the last time it was asked; undefined before the first time. */
  readonly online: boolean | undefined;

  /**
   * Asks the service for its settings and the state of the enrolments here, and resolves what an
   * interruption left open.
   *
   * @returns logins enrolled and active here; when the service cannot be reached, those last known to be.
   * @throws {NeonError} `MACID_IS_UNKNOWN`, `NO_ACTIVE_SERVICE_FOR_USER`, `ORIGIN_NOT_ALLOWED`,
   *   `SERVICE_KEY_UNKNOWN`, `STORAGE_UNAVAILABLE`.
   */
  initOnline(options?: OperationOptions): Promise<string[]>;

  /**
   * Enrols this browser with an activation or restore code.
   *
   * Storage is proven to keep keys before the code is sent. A wrong PIN does not consume the code.
   *
   * @returns the login.
   * @throws {NeonError} `CODE_ENTRY_DOES_NOT_EXIST`, `CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN`, `PASSWORD_IS_WRONG`,
   *   `PIN_REFUSED`, `MAX_NB_TOOLS`, `USER_IS_BLOCKED`, `STORAGE_NOT_PERSISTENT`, `USER_CANCELLED`, among others.
   */
  activate(code: string, options?: ActivateOptions): Promise<string>;

  /**
   * Obtains a one-time password.
   *
   * @throws {NeonError} `USER_ENTRY_DOES_NOT_EXIST` when the login is not enrolled here, `PASSWORD_IS_WRONG` with
   *   `left`, `USER_IS_BLOCKED`, `DYNAMIC_TOKEN_KEY_IS_INVALID`, `USER_CANCELLED`, among others.
   */
  getOnlineOtp(login: string, options?: PinOptions): Promise<OnlineOtp>;

  /**
   * Obtains an access token for the site, or for one of its audiences.
   * @throws {NeonError} as {@link NeonClient.getOnlineOtp}; `REQUEST_MALFORMED` for what the site may not ask for.
   */
  getAccessToken(login: string, options?: AccessTokenOptions): Promise<AccessToken>;

  /**
   * Obtains a code that enrols another browser of the same user. Needs the PIN where the service has one.
   * @throws {NeonError} as {@link NeonClient.getOnlineOtp}; `MAX_NB_TOOLS`.
   */
  getActivationCode(login: string, options?: PinOptions): Promise<DeviceCode>;

  /**
   * Lifts a block of this token or of the user with an unlock code and the PIN.
   * @throws {NeonError} `CODE_ENTRY_DOES_NOT_EXIST`, `CODE_TYPE_NOT_SUPPORTED`, `CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN`,
   *   `TOKEN_IS_NOT_BLOCKED`, `USER_IS_NOT_BLOCKED`, `USER_IS_BLOCKED`, `PASSWORD_IS_WRONG`, among others.
   */
  unlockToken(login: string, options: UnlockOptions): Promise<void>;

  /**
   * Replaces the PIN on all devices of the user.
   * @throws {NeonError} `PASSWORD_IS_WRONG` for the old one, `PIN_REFUSED` with `reason` for the new one.
   */
  changePin(login: string, options?: ChangePinOptions): Promise<void>;

  /**
   * Sets a new PIN with a reset code, without the old one, and unblocks the user. Ends all BioKeys of the user.
   * @throws {NeonError} `CODE_ENTRY_DOES_NOT_EXIST`, `CODE_TYPE_NOT_SUPPORTED`, `PIN_REFUSED`, among others.
   */
  resetPin(login: string, options: ResetPinOptions): Promise<void>;

  /**
   * Has text sealed: a statement that this token and the service made over exactly these data.
   *
   * @returns the seal, a compact JWS. The data do not leave the browser.
   * @throws {NeonError} `SEALDATA_IS_NOT_VALID` for a text with lone surrogates, `SEALING_IS_NOT_ALLOWED`.
   */
  sealData(login: string, data: string, options?: PinOptions): Promise<string>;

  /**
   * Registers a BioKey for this token: a value, or what a provider makes. Needs the PIN where the service has one.
   * @throws {NeonError} `BIO_KEY_ALREADY_EXIST`, `BIO_KEY_NOT_ALLOWED`, `PASSWORD_IS_WRONG`.
   */
  setBioKey(login: string, key: string | BioKeyProvider, options?: PinOptions): Promise<void>;

  /** Takes the BioKey of this token back. */
  revokeBioKey(login: string, options?: PinOptions): Promise<void>;

  /** The browsers that are enrolled for a login, oldest first, this one marked. */
  devices(login: string, options?: OperationOptions): Promise<Device[]>;

  /** Ends the enrolment of a browser that was lost; needs the PIN where the service has one. */
  revokeDevice(login: string, tid: string, options?: PinOptions): Promise<void>;

  /**
   * Obtains a one-time password for a login that another browser is enrolled for: that browser approves, by the number
   * that `onNumber` is given. Works in a browser that is not enrolled, and lasts as long as the page.
   *
   * @throws {NeonError} `PUSH_DENIED`, `PUSH_EXPIRED`, `RATE_LIMITED` with `retryAfter`, among others. Never says whether
   *   the login exists.
   */
  getRemoteOtpByPush(login: string, options?: RemoteOtpOptions): Promise<OnlineOtp>;

  /** The requests that this browser may answer now, oldest first. */
  pushRequests(options?: OperationOptions): Promise<PushRequest[]>;

  /**
   * Answers a request. Asks for the PIN to approve, and for nothing to deny.
   *
   * @throws {NeonError} `CODE_ENTRY_DOES_NOT_EXIST` with `left` for a wrong number, the third of which denies;
   *   `PUSH_ALIAS_ENTRY_DOES_NOT_EXIST` when it has expired or been answered, among others.
   */
  answerPush(pid: string, reply: PushReply): Promise<void>;

  /**
   * Calls `listener` with the requests that this browser may answer, at once and whenever they change. One tab of the
   * browser asks the service and tells the others; no tab does when none watches.
   *
   * @returns a function that ends it.
   */
  watchPushRequests(listener: (requests: readonly PushRequest[]) => void): () => void;

  /** Every enrolment of this browser with its last known state, without asking the service. */
  accounts(): Promise<Account[]>;

  /** Revokes this browser's token and deletes its record; deletes it even when the service cannot be reached. */
  forget(login: string, options?: OperationOptions): Promise<void>;

  /**
   * Calls `listener` after the enrolments changed, here or in another tab.
   * @returns a function that ends it.
   */
  subscribe(listener: () => void): () => void;

  /** Ends running operations and releases what the client holds. */
  close(): void;
}
