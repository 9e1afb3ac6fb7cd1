/**
 * The two addresses of the bank.
 *
 * Browsers separate `localhost` from `127.0.0.1`: storage, cookies, channels between
 * tabs. So one person with one browser has two devices, each with its own enrolments and its own session. Both
 * addresses are this machine, and to a browser both are secure contexts.
 * @module
 */

/** Origins of one bank. */
export interface Addresses {
  /** The one that is printed. */
  readonly first: string;
  /** The one that plays the second device. */
  readonly second: string;
}

/** The addresses of a bank that is printed as `origin`. */
export function addressesOf(origin: string): Addresses {
  const second = new URL(origin);
  second.hostname = '127.0.0.1';
  return { first: origin, second: second.origin };
}
