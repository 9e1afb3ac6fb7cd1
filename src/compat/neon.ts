/**
 * The documented API: positional arguments, callbacks or promises, and results as plain values.
 *
 * docs/migrate.md says how we fill the gaps in the original documentation.
 * @module
 */
import { createClient, type NeonClient, type NeonError, type Prompter } from '../index.js';
import { pagePrompter, type AskForPin, type DefinePin } from './page-prompter.js';
import { settleWith, type OnError, type OnSuccess, type Settle } from './settle.js';

/** Options of the constructor since version 3.13. */
export interface NeonOptions {
  /** Alias of the page at the service. */
  readonly alias: string;
  /** macId of the service, checked when given: another service under this alias is `MACID_IS_UNKNOWN`. */
  readonly macId?: string | undefined;
  readonly appDescription?: string | undefined;
  /** Whether the keys are kept at the service's origin, in a frame; true by default. */
  readonly useIframe?: boolean | undefined;
  /** Not documented: origin of the service, if the script is loaded from another one. */
  readonly service?: string | undefined;
  /**
   * Not documented: whether requests for approval of this browser are shown, once `initOnline` has found an enrolment;
   * true by default.
   */
  readonly showRequests?: boolean | undefined;
  /** Not documented: called with the number to type at the other device, instead of showing it in a notice. */
  readonly onNumber?: ((number: string, expiresAt: number) => void) | undefined;
}

/** A PIN. Pages pass null or undefined when the service has none, or for the kit's dialog to ask. */
type Pin = string | null | undefined;

/** What the documented API needs from the file that it is built into. */
export interface Surroundings {
  /** Origin of the service that the script was loaded from. */
  readonly service: string | undefined;
  /** A sentence for people about an error. */
  sentence(error: NeonError): string;
  /** The kit's own dialog, for prompts without a function of the page. */
  dialog(): Prompter;
  /** Prepares a notice of the number to type at the other device; the result shows it until the signal is aborted. */
  notice(signal: AbortSignal): (number: string) => void;
  /** Shows the requests for approval of a client from now on; `key` names its enrolments. */
  requests(client: NeonClient, key: string): void;
}

/** The class of the documented API. */
export class DocumentedNeon {
  readonly #client: NeonClient;
  readonly #dialog: Prompter | undefined;
  readonly #surroundings: Surroundings;
  readonly #settle: Settle;
  readonly #onNumber: NeonOptions['onNumber'];
  /** Names the enrolments whose requests are shown; undefined when they are not. */
  readonly #shown: string | undefined;

  /**
   * @param options or, as up to version 3.10, the alias, with the description after it.
   * @throws {TypeError} for no options, or an alias, macId or service of the wrong form.
   */
  constructor(
    surroundings: Surroundings,
    options: NeonOptions | string,
    applicationDescription?: string,
  ) {
    const given: NeonOptions =
      typeof options === 'string'
        ? { alias: options, appDescription: applicationDescription }
        : options;
    if (typeof given !== 'object' || given === null) {
      throw new TypeError('new Neon.Neon() needs an object with the alias: { alias: "…" }');
    }
    const { alias, appDescription, macId, onNumber } = given;
    const iframe = given.useIframe !== false;
    const service = given.service ?? surroundings.service ?? '';
    this.#surroundings = surroundings;
    this.#settle = settleWith(surroundings.sentence);
    this.#onNumber = onNumber;
    this.#shown = given.showRequests === false ? undefined : `${alias} ${iframe}`.toLowerCase();
    // In a frame the service's own dialog asks.
    this.#dialog = iframe ? undefined : surroundings.dialog();
    const prompter = this.#dialog;
    this.#client = createClient({ service, alias, macId, appDescription, iframe, prompter });
  }

  /** Logins enrolled and active here. */
  initOnline(): Promise<string[]> {
    const logins = async () => {
      const found = await this.#client.initOnline();
      if (found.length && this.#shown !== undefined) {
        this.#surroundings.requests(this.#client, this.#shown);
      }
      return found;
    };
    return this.#settle(logins) as Promise<string[]>;
  }

  /** Enrols this browser; resolves with the login. */
  activate(
    activationCode: string,
    tokenName?: string,
    askForPin?: AskForPin,
    definePin?: DefinePin,
    onSuccess?: OnSuccess<string>,
    onError?: OnError,
  ): Promise<string> | undefined {
    const prompter = pagePrompter(this.#dialog, askForPin, definePin);
    const options = { prompter, tokenName: String(tokenName ?? '') };
    return this.#settle(() => this.#client.activate(activationCode, options), onSuccess, onError);
  }

  /** Enrols this browser with the person's PIN, present or new; resolves with the login. */
  activateWithPin(
    activationCode: string,
    pin?: Pin,
    onSuccess?: OnSuccess<string>,
    onError?: OnError,
  ): Promise<string> | undefined {
    return this.#settle(
      () => this.#client.activate(activationCode, { pin: pin ?? undefined }),
      onSuccess,
      onError,
    );
  }

  /** Obtains a one-time password. */
  getOnlineOtp(
    login: string,
    askForPin?: AskForPin,
    onSuccess?: OnSuccess<string>,
    onError?: OnError,
  ): Promise<string> | undefined {
    const prompter = pagePrompter(this.#dialog, askForPin);
    const otp = async () => (await this.#client.getOnlineOtp(login, { prompter })).value;
    return this.#settle(otp, onSuccess, onError);
  }

  /** Obtains a one-time password. */
  getOnlineOtpWithPin(
    login: string,
    pin?: Pin,
    onSuccess?: OnSuccess<string>,
    onError?: OnError,
  ): Promise<string> | undefined {
    const otp = async () =>
      (await this.#client.getOnlineOtp(login, { pin: pin ?? undefined })).value;
    return this.#settle(otp, onSuccess, onError);
  }

  /** Obtains an access token, a JWT (RFC 9068). */
  getAccessTokenWithPin(
    login: string,
    pin?: Pin,
    onSuccess?: OnSuccess<string>,
    onError?: OnError,
  ): Promise<string> | undefined {
    const token = async () =>
      (await this.#client.getAccessToken(login, { pin: pin ?? undefined })).accessToken;
    return this.#settle(token, onSuccess, onError);
  }

  /** Obtains a code that enrols another browser of the user. */
  getActivationCodeWithPin(
    login: string,
    pin?: Pin,
    onSuccess?: OnSuccess<string>,
    onError?: OnError,
  ): Promise<string> | undefined {
    const code = async () =>
      (await this.#client.getActivationCode(login, { pin: pin ?? undefined })).code;
    return this.#settle(code, onSuccess, onError);
  }

  /** Lifts a block of the token or the user. */
  unlockTokenWithPin(
    login: string,
    unlockCode: string,
    pin?: Pin,
    onSuccess?: OnSuccess<void>,
    onError?: OnError,
  ): Promise<void> | undefined {
    const unlocked = () => this.#client.unlockToken(login, { unlockCode, pin: pin ?? undefined });
    return this.#settle(unlocked, onSuccess, onError);
  }

  /** Replaces the PIN. */
  changePin(
    login: string,
    oldPin?: Pin,
    newPin?: Pin,
    onSuccess?: OnSuccess<void>,
    onError?: OnError,
  ): Promise<void> | undefined {
    const changed = () =>
      this.#client.changePin(login, {
        oldPin: oldPin ?? undefined,
        newPin: newPin ?? undefined,
      });
    return this.#settle(changed, onSuccess, onError);
  }

  /** Sets a new PIN in place of one that was forgotten. */
  resetPin(
    login: string,
    resetCode: string,
    newPin?: Pin,
    onSuccess?: OnSuccess<void>,
    onError?: OnError,
  ): Promise<void> | undefined {
    const reset = () => this.#client.resetPin(login, { resetCode, newPin: newPin ?? undefined });
    return this.#settle(reset, onSuccess, onError);
  }

  /** Obtains a seal over data. */
  sealDataWithPin(
    login: string,
    pin: Pin,
    data: string,
    onSuccess?: OnSuccess<string>,
    onError?: OnError,
  ): Promise<string> | undefined {
    return this.#settle(
      () => this.#client.sealData(login, data, { pin: pin ?? undefined }),
      onSuccess,
      onError,
    );
  }

  /** Obtains a one-time password that another device of the user approves, by the number shown meanwhile. */
  getRemoteOtpByPush(
    login: string,
    onSuccess?: OnSuccess<string>,
    onError?: OnError,
  ): Promise<string> | undefined {
    const otp = async () => {
      const shown = new AbortController();
      const show = this.#onNumber ?? this.#surroundings.notice(shown.signal);
      const onNumber = (number: string, expiresAt: number): void => {
        try {
          show(number, expiresAt);
        } catch (error) {
          // An error of the page's function does not end the request.
          reportError(error);
        }
      };
      try {
        return (await this.#client.getRemoteOtpByPush(login, { onNumber })).value;
      } finally {
        shown.abort();
      }
    };
    return this.#settle(otp, onSuccess, onError);
  }

  /** Registers a value that may stand in for the PIN in this browser. */
  setBioKey(
    login: string,
    bioKeyValue: string,
    askForPin?: AskForPin,
    onSuccess?: OnSuccess<void>,
    onError?: OnError,
  ): Promise<void> | undefined {
    const prompter = pagePrompter(this.#dialog, askForPin);
    const set = async () => {
      if (typeof bioKeyValue !== 'string') throw new TypeError('bioKeyValue must be a string');
      await this.#client.setBioKey(login, bioKeyValue, { prompter });
    };
    return this.#settle(set, onSuccess, onError);
  }
}
