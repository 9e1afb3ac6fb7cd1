/**
 * Names of this machine itself.
 * @module
 */
const names = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[?::1\]?)$/;

/** Tells whether a host name or address, as URLs have it, always means the machine that uses it. */
export function isLoopback(host: string): boolean {
  return names.test(host);
}
