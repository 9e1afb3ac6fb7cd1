/**
 * Who may ask the bank what: middleware in front of its routes.
 * @module
 */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** Largest form or JSON body the bank reads, in bytes. */
export const smallBody = bodyLimit({ maxSize: 16_384 });

/**
 * Answers under the bank's own name only: another name that resolves to this machine (DNS rebinding)
 * gets nothing, and a page opened by IP address is sent to the origin that is registered.
 */
export function ownName(origin: string): MiddlewareHandler {
  return async (c, next) => {
    const own = new URL(origin);
    const host = c.req.header('host');
    if (host === own.host) return next();
    const byAddress = [`127.0.0.1:${own.port}`, `[::1]:${own.port}`].includes(host ?? '');
    if (byAddress && c.req.method === 'GET') return c.redirect(own.origin + c.req.path, 302);
    return c.text(`This server answers at ${own.origin} only.\n`, 421);
  };
}

/**
 * Refuses what another site's page sends. Browsers put `Origin` on every POST; a caller without it and without
 * `Sec-Fetch-Site` is no browser and carries nobody's cookie.
 */
export function ownPages(origin: string): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const from = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const own = from !== undefined ? from === origin : site === undefined || site === 'same-origin';
    if (own) return next();
    return c.json({ error: "This was sent by another site's page and is refused." }, 403);
  };
}

const loopback = /^(?:127\.|::1$|::ffff:127\.)/;

/** The operator panel has no sign-in of its own, so it serves this machine only. */
export const thisMachineOnly: MiddlewareHandler = async (c, next) => {
  if (loopback.test(getConnInfo(c).remote.address ?? '')) return next();
  return c.json({ error: 'The operator panel of this demo works on its own machine only.' }, 403);
};

/** Headers of every answer: the strict policy that a page with the elements can live under. */
export function strictHeaders(serviceUrl: string): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      `connect-src 'self' ${serviceUrl}`,
      "img-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types lit-html',
    ];
    c.header('content-security-policy', policy.join('; '));
    c.header('x-content-type-options', 'nosniff');
    // `no-referrer` would make browsers send `Origin: null` with the sign-in form.
    c.header('referrer-policy', 'same-origin');
    c.header('cross-origin-opener-policy', 'same-origin');
    if (c.res.headers.get('cache-control') === null) c.header('cache-control', 'no-store');
  };
}
