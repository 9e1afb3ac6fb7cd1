import { isOwnPage, neon } from '../bank';
import { startSession } from '../session';

export async function POST(request: Request): Promise<Response> {
  if (!isOwnPage(request)) return new Response('Not from this site.', { status: 403 });
  const form = await request.formData();
  const [login, otp] = [String(form.get('login')), String(form.get('otp'))];
  const verified = await neon().verifyOtp(login, otp);
  if (!verified) {
    return new Response('This password is not valid, or not any more.', { status: 403 });
  }
  await startSession(verified.login);
  return new Response(null, { status: 303, headers: { location: '/account' } });
}
