import { isOwnPage } from '../bank';
import { endSession } from '../session';

export async function POST(request: Request): Promise<Response> {
  if (!isOwnPage(request)) return new Response('Not from this site.', { status: 403 });
  await endSession();
  return new Response(null, { status: 303, headers: { location: '/' } });
}
