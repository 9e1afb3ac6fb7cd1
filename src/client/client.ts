/**
 * The public face of the core: what a token can do.
 * @module
 */

/** Options that every operation takes. */
export interface OperationOptions {
  /** Ends the operation; it then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** Options of an operation that needs a PIN. */
export interface PinOptions extends OperationOptions {
  /** The PIN or password; without it the client's prompter is asked. */
  pin?: string | undefined;
}

/** Options of an activation. */
export interface ActivateOptions extends PinOptions {
  /** What the person calls this browser, 1 to 64 code points; a sensible name is made up without it. */
  tokenName?: string | undefined;
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

/** One enrolment of this browser. */
export interface Account {
  readonly login: string;
  /** What the person calls this browser. */
  readonly tokenName: string;
  readonly state: AccountState;
  readonly help: AccountHelp;
  /** Tries of the PIN left, if the service has said so. */
  readonly left: number | undefined;
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
