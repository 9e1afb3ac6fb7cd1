/**
 * Host names and addresses of this machine.
 * @module
 */
const names = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[?::1\]?)$/;

/** Tells whether a host name or address, in the spelling of URLs, is a loopback one. */
export function isLoopback(host: string): boolean {
  return names.test(host);
}
