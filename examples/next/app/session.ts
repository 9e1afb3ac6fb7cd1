import { createHmac, timingSafeEqual } from 'node:crypto';
import { cookies } from 'next/headers';

const lifeSeconds = 15 * 60;

function mac(text: string): string {
  const secret = process.env.SESSION_SECRET;
  if (!secret) throw new Error('SESSION_SECRET is missing');
  return createHmac('sha256', secret).update(text).digest('base64url');
}

/** Puts the login, when the session ends, and an HMAC of both into a cookie. */
export async function startSession(login: string): Promise<void> {
  const text = `${Buffer.from(login).toString('base64url')}.${Date.now() + lifeSeconds * 1000}`;
  (await cookies()).set('session', `${text}.${mac(text)}`, {
    httpOnly: true,
    sameSite: 'lax',
    // True behind HTTPS; browsers take such cookies from localhost too.
    secure: true,
    maxAge: lifeSeconds,
  });
}

export async function endSession(): Promise<void> {
  (await cookies()).delete('session');
}

/** Who is signed in; undefined: nobody. */
export async function currentLogin(): Promise<string | undefined> {
  const cookie = (await cookies()).get('session')?.value ?? '';
  const [login = '', end = '', given = ''] = cookie.split('.');
  if (!given) return undefined;
  const expected = Buffer.from(mac(`${login}.${end}`));
  const isGenuine =
    expected.length === Buffer.byteLength(given) && timingSafeEqual(Buffer.from(given), expected);
  return isGenuine && Date.now() < Number(end)
    ? Buffer.from(login, 'base64url').toString()
    : undefined;
}
