import { createHmac, timingSafeEqual } from 'node:crypto';
import { cookies } from 'next/headers';

/** `__Host-`: no other host can set it, and only HTTPS carries it. */
const cookieName = '__Host-session';

const lifeSeconds = 15 * 60;

function mac(text: string): string {
  const secret = process.env.SESSION_SECRET;
  if (!secret) throw new Error('SESSION_SECRET is missing');
  return createHmac('sha256', secret).update(text).digest('base64url');
}

/**
 * Puts the login, when the session ends, and an HMAC of both into a cookie. Signing out removes it from the browser; a copy
 * of it stays good until its end, unless you keep a list of the sessions that have ended.
 */
export async function startSession(login: string): Promise<void> {
  const text = `${Buffer.from(login).toString('base64url')}.${Date.now() + lifeSeconds * 1000}`;
  (await cookies()).set(cookieName, `${text}.${mac(text)}`, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    // Chromium and Firefox take such cookies from localhost too.
    secure: true,
    maxAge: lifeSeconds,
  });
}

export async function endSession(): Promise<void> {
  (await cookies()).set(cookieName, '', { path: '/', secure: true, maxAge: 0 });
}

/** Who is signed in; undefined: nobody. */
export async function currentLogin(): Promise<string | undefined> {
  const cookie = (await cookies()).get(cookieName)?.value ?? '';
  const [login = '', end = '', given = ''] = cookie.split('.');
  if (!given) return undefined;
  const expected = Buffer.from(mac(`${login}.${end}`));
  const isGenuine =
    expected.length === Buffer.byteLength(given) && timingSafeEqual(Buffer.from(given), expected);
  return isGenuine && Date.now() < Number(end)
    ? Buffer.from(login, 'base64url').toString()
    : undefined;
}
