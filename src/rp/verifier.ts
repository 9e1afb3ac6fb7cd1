/**
 * What the back end of a site does with what browsers hand to it: have one-time passwords verified, and verify seals
 * and access tokens. Needs nothing but `fetch` and WebCrypto, and works in Node 22 and later.
 * @module
 */
import { serviceKeys } from './service-keys.js';
import {
  verifyAccessToken,
  type AccessToken,
  type AccessTokenCheck,
} from './verify-access-token.js';
import { askOtp, type VerifiedOtp } from './verify-otp.js';
import { askSeal, checkSeal, type SealCheck, type VerifiedSeal } from './verify-seal.js';

/** Where the service is, and who asks. */
export interface VerifierOptions {
  /** Origin of the service, such as `https://mfa.example.com`. */
  readonly url: string;
  /** macId of the service. */
  readonly service: string;
  /** Key of this back end; needed for what is asked of the service. */
  readonly apiKey?: string | undefined;
  /** Milliseconds after which a question to the service is given up; 5000 when left out. */
  readonly timeout?: number | undefined;
  /** The time in milliseconds since the epoch; `Date.now` when left out. */
  readonly now?: (() => number) | undefined;
}

/** The verifier of one service. Make one and keep it: it remembers the keys of the service. */
export interface Verifier {
  /**
   * Has a one-time password verified, which uses it up. Resolves with undefined when it is not good.
   * @throws {ServiceError} when the service could not be asked: then nothing is known.
   */
  verifyOtp(login: string, otp: string): Promise<VerifiedOtp | undefined>;

  /**
   * Has a seal verified by the service, which alone can accept one only `once`. Resolves with undefined when it is not
   * good.
   * @throws {ServiceError} when the service could not be asked.
   */
  verifySeal(
    seal: string,
    data: string | Uint8Array,
    check?: SealCheck & { once?: boolean },
  ): Promise<VerifiedSeal | undefined>;

  /**
   * Verifies a seal here, by the published keys of the service and by the key of the browser inside it.
   * @throws {ServiceError} when keys are needed and could not be had.
   */
  verifySealOffline(
    seal: string,
    data: string | Uint8Array,
    check: SealCheck & { alias: string },
  ): Promise<VerifiedSeal | undefined>;

  /**
   * Verifies an access token here. It does not see that a browser was blocked a minute ago: for that there is
   * introspection.
   * @throws {ServiceError} when keys are needed and could not be had.
   */
  verifyJwt(token: string, check: AccessTokenCheck): Promise<AccessToken | undefined>;
}

/** Makes a verifier. */
export function createVerifier(options: VerifierOptions): Verifier {
  const now = options.now ?? Date.now;
  const keys = serviceKeys(options, now);
  return {
    verifyOtp: (login, otp) => askOtp(options, login, otp),
    verifySeal: (seal, data, check = {}) => askSeal(options, seal, data, check),
    verifySealOffline: (seal, data, check) => checkSeal(options.url, keys, seal, data, check),
    verifyJwt: (token, check) => verifyAccessToken(options.url, keys, token, check, now()),
  };
}
