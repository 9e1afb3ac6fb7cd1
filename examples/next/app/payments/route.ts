import { isOwnPage, neon, order } from '../bank';
import { currentLogin } from '../session';

export async function POST(request: Request): Promise<Response> {
  const login = await currentLogin();
  if (!isOwnPage(request) || !login) return new Response('Sign in first.', { status: 403 });
  const seal = String((await request.formData()).get('seal'));
  const verified = await neon().verifySeal(seal, order, { login, once: true });
  if (!verified) return new Response('The bank does not accept this seal.', { status: 403 });
  return new Response(`${login} has paid: ${order}`);
}
