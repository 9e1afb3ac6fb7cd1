/**
 * Verification of one-time passwords, seals and access tokens for the back end of a site. Needs `fetch` and WebCrypto, and works in Node 22 and later.
 * @module
 */
import type { ServiceAccess } from './service-call.js';
import { publishedKeys } from './published-keys.js';
import {
  verifyAccessToken,
  type AccessToken,
  type AccessTokenCheck,
} from './access-token-verification.js';
import { followEnrolments, type EnrolmentHead, type FollowedEnrolments } from './enrolment-log.js';
import { askOtp, type VerifiedOtp } from './otp-verification.js';
import {
  askSeal,
  checkSeal,
  type SealCheck,
  type SealedData,
  type VerifiedSeal,
} from './seal-verification.js';

/** The service, and the credentials of this back end. */
export interface VerifierOptions {
  /** Origin of the service, such as `https://mfa.example.com`. */
  readonly url: string;
  /** macId of the service. */
  readonly service: string;
  /** API key of this back end; needed for `verifyOtp` and `verifySeal`, which call the service. */
  readonly apiKey?: string | undefined;
  /** Longest time of a call to the service, in milliseconds; 5000 when left out. */
  readonly timeout?: number | undefined;
  /** The time in milliseconds since the epoch; `Date.now` when left out. */
  readonly now?: (() => number) | undefined;
}

/** Verifies for one service. Make one and keep it: it caches the published keys of the service. */
export interface Verifier {
  /**
   * Has the service verify a one-time password and use it up. Resolves with undefined when it is not valid.
   * @throws {ServiceError} when the call failed: whether the password is valid is unknown.
   * @throws {TypeError} without an `apiKey`.
   */
  verifyOtp(login: string, otp: string): Promise<VerifiedOtp | undefined>;

  /**
   * Has the service verify a seal; with `once`, the service accepts it a single time. Resolves with undefined when it
   * is not valid.
   * @throws {ServiceError} when the call failed.
   * @throws {TypeError} without an `apiKey`, and for data that are neither text nor bytes nor a digest with
   * its length.
   */
  verifySeal(
    seal: string,
    data: SealedData,
    check?: SealCheck & { once?: boolean },
  ): Promise<VerifiedSeal | undefined>;

  /**
   * Verifies a seal without a call, by the published keys of the service and the browser's key inside the seal.
   * Resolves with undefined when it is not valid.
   * @throws {ServiceError} when a key is not cached, and the keys could not be fetched.
   * @throws {TypeError} for data that are neither text nor bytes nor a digest with its length.
   */
  verifySealOffline(
    seal: string,
    data: SealedData,
    check: SealCheck & { alias: string },
  ): Promise<VerifiedSeal | undefined>;

  /**
   * Reads which browsers users have enrolled since, at most a thousand at a time, and checks that this continues what was
   * read before. Keep `uid` and `tid` of each, and the head; `tid` is what {@link SealCheck.jkt} takes. Needs a key with
   * the scope `enrolments.read`.
   * @param head of the call before; left out at the first.
   * @throws {ServiceError} when the call failed, and with the code `ENROLMENTS_CHANGED` when entries that were read before
   *   are missing or others: somebody has changed the database of the service.
   * @throws {TypeError} without an `apiKey`.
   */
  followEnrolments(head?: EnrolmentHead): Promise<FollowedEnrolments>;

  /**
   * Verifies an access token without a call. It cannot see that the browser was blocked since; introspection does.
   * Resolves with undefined when it is not valid.
   * @throws {ServiceError} when a key is not cached, and the keys could not be fetched.
   */
  verifyJwt(token: string, check: AccessTokenCheck): Promise<AccessToken | undefined>;
}

/**
 * Makes a verifier.
 * @throws {TypeError} for an option that is missing or malformed.
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const settings = settingsOf(options);
  const { url } = settings;
  const now = options.now ?? Date.now;
  const keys = publishedKeys(settings, now);
  return {
    verifyOtp: async (login, otp) => askOtp(withKey(settings), login, otp),
    verifySeal: async (seal, data, check = {}) => askSeal(withKey(settings), seal, data, check),
    verifySealOffline: (seal, data, check) => checkSeal(url, keys, seal, data, check),
    followEnrolments: async (head) => followEnrolments(withKey(settings), head),
    verifyJwt: (token, check) => verifyAccessToken(url, keys, token, check, now()),
  };
}

const webSchemes: ReadonlySet<string> = new Set(['http:', 'https:']);

type Settings = ServiceAccess & { readonly service: string };

/** Checks the options at once: the environment that they come from may lack one. */
function settingsOf({ url, service, apiKey, timeout }: VerifierOptions): Settings {
  if (typeof service !== 'string' || !service) {
    throw new TypeError('service must be the macId of the service');
  }
  if (timeout !== undefined && !(Number.isInteger(timeout) && timeout > 0 && timeout < 2 ** 31)) {
    throw new TypeError('timeout must be milliseconds, a whole number');
  }
  return { url: originOf(url), service, apiKey, timeout };
}

/** The origin of the service, as seals and access tokens spell it. */
function originOf(url: unknown): string {
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined;
  const isOrigin = parsed && webSchemes.has(parsed.protocol) && parsed.href === `${parsed.origin}/`;
  if (!isOrigin) throw new TypeError('url must be an origin like https://mfa.example');
  return parsed.origin;
}

/** @throws {TypeError} without an API key. */
function withKey(settings: Settings): Settings {
  if (typeof settings.apiKey === 'string' && settings.apiKey) return settings;
  throw new TypeError('apiKey is missing: the service answers nobody without one');
}
