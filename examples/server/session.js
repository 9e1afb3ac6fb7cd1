/**
 * Sessions in a signed cookie: the login, when the session ends, and an HMAC of both. Signing out removes the cookie from
 * the browser; a copy of it stays good until its end, unless you keep a list of the sessions that have ended.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const secret = process.env.SESSION_SECRET;
if (!secret) throw new Error('SESSION_SECRET is missing');

const lifeSeconds = 15 * 60;

const mac = (text) => createHmac('sha256', secret).update(text).digest('base64url');

/** `__Host-`: no other host can set it, and only HTTPS carries it. Chromium and Firefox take it from localhost too. */
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** The header `Set-Cookie` that starts a session. */
export function startSession(login) {
  const text = `${Buffer.from(login).toString('base64url')}.${Date.now() + lifeSeconds * 1000}`;
  return `__Host-session=${text}.${mac(text)}; ${attributes}; Max-Age=${lifeSeconds}`;
}

/** The header `Set-Cookie` that ends it. */
export const endSession = `__Host-session=; ${attributes}; Max-Age=0`;

/** Who is signed in, by the header `Cookie`; undefined: nobody. */
export function loginOf(cookies = '') {
  const [, login, end, given] =
    /(?:^|; )__Host-session=([\w-]+)\.(\d+)\.([\w-]+)/.exec(cookies) ?? [];
  if (!login) return undefined;
  const expected = mac(`${login}.${end}`);
  const isGenuine =
    given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
  return isGenuine && Date.now() < Number(end)
    ? Buffer.from(login, 'base64url').toString()
    : undefined;
}
