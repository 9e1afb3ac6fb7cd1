/**
 * The texts of the elements: one object of the type `Messages` for each language.
 * @module
 */
import type { AccountHelp, AccountState, NeonErrorCode, PinRefusal } from '../../src/index.js';
import type { ElementMessages } from './element-messages.js';
import type { ElementCode, InnerCode, PinKind } from './message-parts.js';

/** The texts of one language. Texts of single elements may be left out; they are English then. */
export interface Messages extends Partial<ElementMessages> {
  /** BCP 47 tag, in lower case: `en`, `pt-br`. */
  readonly lang: string;

  /** What went wrong, and what helps. */
  readonly errors: Readonly<Record<Exclude<NeonErrorCode, InnerCode | ElementCode>, string>>;
  /** A sentence for each reason why a PIN is refused; `different`: the two entries of a new one differ. */
  readonly refusals: Readonly<Record<PinRefusal | 'different', string>>;
  /** In place of the sentence for `BIO_KEY_IS_WRONG` after the last try. */
  readonly bioKeyEnded: string;
  /** In place of the sentence for `DYNAMIC_TOKEN_KEY_IS_INVALID` when the browser is still accepted. */
  readonly serviceBehind: string;
  triesLeft(tries: number): string;
  /** After the last wrong try, which has blocked this browser or the whole account. */
  readonly noTriesLeft: string;
  retryIn(seconds: number): string;

  readonly states: Readonly<Record<AccountState, string>>;
  readonly helps: Readonly<Record<AccountHelp, string>>;
  /**
   * Wrong PINs or passwords that were entered for an account.
   * @param when of the last one.
   * @param where name of the browser; empty when it is not known any more; undefined for this one.
   */
  wrongTries(count: number, when: string, where: string | undefined): string;

  readonly cancel: string;
  readonly tryAgain: string;

  readonly pin: Readonly<Record<PinKind, string>>;
  readonly newPin: Readonly<Record<PinKind, string>>;
  readonly repeatPin: Readonly<Record<PinKind, string>>;
  readonly enterPin: Readonly<Record<PinKind, string>>;
  readonly choosePin: Readonly<Record<PinKind, string>>;
  pinForm(kind: PinKind, min: number, max: number): string;
  readonly confirmPin: string;
  readonly useBioKey: string;
  readonly checking: string;

  readonly activationCode: string;
  readonly activationCodeHint: string;
  readonly activationCodeMistyped: string;
  readonly tokenName: string;
  readonly tokenNameHint: string;
  readonly activate: string;
  readonly activating: string;
  activated(login: string): string;
  readonly activatedHint: string;

  readonly accounts: string;
  readonly noAccounts: string;
  readonly offline: string;
  /** For a page with a wrong `service` or `alias`. */
  readonly misconfigured: string;
  readonly loading: string;
  readonly forget: string;
  forgetLogin(login: string): string;
  forgetTitle(login: string): string;
  readonly forgetConsequence: string;

  readonly otp: string;
  readonly getOtp: string;
  readonly getNewOtp: string;
  readonly otpHint: string;
  readonly otpMissing: string;
  readonly loginMissing: string;
  readonly otpExpired: string;
  otpReady(seconds: number): string;
  readonly copy: string;
  readonly copied: string;
  /** The browser did not allow it; the text is selected. */
  readonly copyRefused: string;
}
