import { isOwnPage, neon, order } from '../bank';
import { currentLogin } from '../session';

export async function POST(request: Request): Promise<Response> {
  const login = await currentLogin();
  if (!isOwnPage(request) || !login) return new Response('Sign in first.', { status: 403 });
  const seal = String((await request.formData()).get('seal'));
  const verified = await neon().verifySeal(seal, order, { login, once: true });
  const location = `/account?payment=${verified ? 'done' : 'refused'}`;
  return new Response(null, { status: 303, headers: { location } });
}
