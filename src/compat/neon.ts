/**
 * The documented API: positional arguments, callbacks or promises, and results as plain values.
 *
 * What the documentation leaves open is read as docs/migrate.md says.
 * @module
 */
import { createClient, type NeonClient, type NeonError, type Prompter } from '../index.js';
import { pagePrompter, type AskForPin, type DefinePin } from './page-prompter.js';
import { settleWith, type OnError, type OnSuccess, type Settle } from './settle.js';

/** What the constructor takes since version 3.13. */
export interface NeonOptions {
  /** Alias of the page at the service. */
  readonly alias: string;
  readonly appDescription?: string | undefined;
  /** Whether the keys are kept at the service's origin, in a frame; true unless said otherwise. */
  readonly useIframe?: boolean | undefined;
  /** Not documented: origin of the service, where the script is not loaded from it. */
  readonly service?: string | undefined;
  /** Not documented: told the number to type at the other device, in place of the notice that shows it. */
  readonly onNumber?: ((number: string, expiresAt: number) => void) | undefined;
}

/** Where a PIN is left out, because the service has none or for our dialog to ask, pages write either. */
type Pin = string | null | undefined;

/** What surrounds the documented API. */
export interface Surroundings {
  /** Origin of the service that the script was loaded from. */
  readonly service: string | undefined;
  /** Says what is wrong, and what helps. */
  sentence(error: NeonError): string;
  /** The kit's own dialog, for prompts that a page does not have. */
  dialog(): Prompter;
  /** Prepares to show the number to type at the other device, until the signal is aborted; the result shows it. */
  notice(signal: AbortSignal): (number: string) => void;
}

/** The class of the documented API, apart from where it is. */
export class DocumentedNeon {
  readonly #client: NeonClient;
  readonly #dialog: Prompter | undefined;
  readonly #surroundings: Surroundings;
  readonly #settle: Settle;
  readonly #onNumber: NeonOptions['onNumber'];

  /**
   * @param options or, as up to version 3.10, the alias, with the description after it.
   * @throws {TypeError} for an alias or service of the wrong form.
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
    const { alias, appDescription, onNumber } = given;
    const iframe = given.useIframe !== false;
    const service = given.service ?? surroundings.service ?? '';
    this.#surroundings = surroundings;
    this.#settle = settleWith(surroundings.sentence);
    this.#onNumber = onNumber;
    // In a frame the service's own dialog asks.
    this.#dialog = iframe ? undefined : surroundings.dialog();
    const prompter = this.#dialog;
    this.#client = createClient({ service, alias, appDescription, iframe, prompter });
  }

  /** Logins enrolled and active here. */
  initOnline(): Promise<string[]> {
    return this.#settle(() => this.#client.initOnline()) as Promise<string[]>;
  }

  /** Enrols this browser; gives the login. */
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

  /** Enrols this browser with the PIN that the person has, or is to have; gives the login. */
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

  /** Gives a one-time password. */
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

  /** Gives a one-time password. */
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

  /** Gives a JWT (RFC 9068). */
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

  /** Gives a code that enrols another browser of the user. */
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

  /** Gives a seal over data. */
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

  /** Gives a one-time password that another device of the user approves, by the number that is shown meanwhile. */
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
          // It is the page's, and no reason to ask in vain.
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
