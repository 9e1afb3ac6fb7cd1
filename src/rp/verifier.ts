/**
 * What the back end of a site does with what browsers hand to it: have one-time passwords verified, and verify seals
 * and access tokens. Needs `fetch` and WebCrypto, and works in Node 22 and later.
 * @module
 */
import type { Asking } from './ask-service.js';
import { serviceKeys } from './service-keys.js';
import {
  verifyAccessToken,
  type AccessToken,
  type AccessTokenCheck,
} from './verify-access-token.js';
import { askOtp, type VerifiedOtp } from './verify-otp.js';
import {
  askSeal,
  checkSeal,
  type SealCheck,
  type SealedData,
  type VerifiedSeal,
} from './verify-seal.js';

/** Where the service is, and who asks. */
export interface VerifierOptions {
  /** Origin of the service, such as `https://mfa.example.com`. */
  readonly url: string;
  /** macId of the service. */
  readonly service: string;
  /** Key of this back end; needed for `verifyOtp` and `verifySeal`, which ask the service. */
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
   * @throws {TypeError} without an `apiKey`.
   */
  verifyOtp(login: string, otp: string): Promise<VerifiedOtp | undefined>;

  /**
   * Has a seal verified by the service, which alone can accept one only `once`. Resolves with undefined when it is not
   * good.
   * @throws {ServiceError} when the service could not be asked.
   * @throws {TypeError} without an `apiKey`, and for data that are neither text nor bytes nor a digest with
   * its length.
   */
  verifySeal(
    seal: string,
    data: SealedData,
    check?: SealCheck & { once?: boolean },
  ): Promise<VerifiedSeal | undefined>;

  /**
   * Verifies a seal here, by the published keys of the service and by the key of the browser inside it. Resolves with
   * undefined when it is not good.
   * @throws {ServiceError} when keys are needed and could not be had.
   * @throws {TypeError} for data that are neither text nor bytes nor a digest with its length.
   */
  verifySealOffline(
    seal: string,
    data: SealedData,
    check: SealCheck & { alias: string },
  ): Promise<VerifiedSeal | undefined>;

  /**
   * Verifies an access token here. It does not see that a browser was blocked a minute ago: for that there is
   * introspection.
   * @throws {ServiceError} when keys are needed and could not be had.
   */
  verifyJwt(token: string, check: AccessTokenCheck): Promise<AccessToken | undefined>;
}

/**
 * Makes a verifier.
 * @throws {TypeError} for an option that is missing or of the wrong form.
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const settings = settingsOf(options);
  const { url } = settings;
  const now = options.now ?? Date.now;
  const keys = serviceKeys(settings, now);
  return {
    verifyOtp: async (login, otp) => askOtp(withKey(settings), login, otp),
    verifySeal: async (seal, data, check = {}) => askSeal(withKey(settings), seal, data, check),
    verifySealOffline: (seal, data, check) => checkSeal(url, keys, seal, data, check),
    verifyJwt: (token, check) => verifyAccessToken(url, keys, token, check, now()),
  };
}

type Settings = Asking & { readonly service: string };

/** Settings come out of an environment that may lack them: an outage at the first question would hide that. */
function settingsOf({ url, service, apiKey, timeout }: VerifierOptions): Settings {
  if (typeof service !== 'string' || !service) {
    throw new TypeError('service must be the macId of the service');
  }
  if (timeout !== undefined && !(Number.isInteger(timeout) && timeout > 0 && timeout < 2 ** 31)) {
    throw new TypeError('timeout must be milliseconds, a whole number');
  }
  return { url: originOf(url), service, apiKey, timeout };
}

/** The origin of the service as seals and tokens name it. */
function originOf(url: unknown): string {
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined;
  const isOrigin =
    parsed && /^https?:$/.test(parsed.protocol) && parsed.href === `${parsed.origin}/`;
  if (!isOrigin) throw new TypeError('url must be an origin like https://mfa.example');
  return parsed.origin;
}

/** @throws {TypeError} when there is no key to ask with. */
function withKey(settings: Settings): Settings {
  if (typeof settings.apiKey === 'string' && settings.apiKey) return settings;
  throw new TypeError('apiKey is missing: the service answers nobody without one');
}
