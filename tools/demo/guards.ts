/**
 * Middleware in front of the bank's routes: which requests are allowed.
 * @module
 */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Addresses } from './addresses.js';

/** Largest form or JSON body the bank reads, in bytes. */
export const smallBody = bodyLimit({ maxSize: 16_384 });

/**
 * Answers under the bank's two addresses only: another name that resolves to this machine (DNS rebinding)
 * gets nothing, and a page opened by its other IP address is sent to an origin that is registered.
 */
export function ownName(addresses: Addresses): MiddlewareHandler {
  return async (c, next) => {
    if (askedOrigin(c, addresses) !== undefined) return next();
    const own = new URL(addresses.first);
    const byAddress = c.req.header('host') === `[::1]:${own.port}`;
    if (byAddress && c.req.method === 'GET') return c.redirect(own.origin + c.req.path, 302);
    return c.text(`This server answers at ${own.origin} only.\n`, 421);
  };
}

/** The origin that a request was made to, if it is the bank's. */
export function askedOrigin(c: Context, addresses: Addresses): string | undefined {
  const host = c.req.header('host');
  return [addresses.first, addresses.second].find((origin) => new URL(origin).host === host);
}

/**
 * Refuses what another site's page sends. Browsers put `Origin` on every POST; a caller without it and without
 * `Sec-Fetch-Site` is no browser and carries nobody's cookie.
 */
export function ownPages(addresses: Addresses): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const from = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const own =
      from !== undefined
        ? from === askedOrigin(c, addresses)
        : site === undefined || site === 'same-origin';
    if (own) return next();
    return c.json({ error: "This was sent by another site's page and is refused." }, 403);
  };
}

const loopback = /^(?:127\.|::1$|::ffff:127\.)/;

/** The operator panel has no sign-in, so it serves this machine only. */
export const thisMachineOnly: MiddlewareHandler = async (c, next) => {
  if (loopback.test(getConnInfo(c).remote.address ?? '')) return next();
  return c.json({ error: 'The operator panel of this demo works on its own machine only.' }, 403);
};

/**
 * Headers of every answer: the strictest policy that the elements work under.
 * @param rendering name of the Trusted Types policy that the page's scripts render with.
 */
export function strictHeaders(serviceUrl: string, rendering = 'lit-html'): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      `connect-src 'self' ${serviceUrl}`,
      `frame-src ${serviceUrl}`,
      "img-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      `trusted-types ${rendering}`,
    ];
    c.header('content-security-policy', policy.join('; '));
    c.header('x-content-type-options', 'nosniff');
    // `no-referrer` would make browsers send `Origin: null` with the sign-in form.
    c.header('referrer-policy', 'same-origin');
    c.header('cross-origin-opener-policy', 'same-origin');
    if (c.res.headers.get('cache-control') === null) c.header('cache-control', 'no-store');
  };
}
