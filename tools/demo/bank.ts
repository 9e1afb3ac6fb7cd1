/**
 * The bank: its routes.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as v from 'valibot';
import { ownName, ownPages, smallBody, strictHeaders, thisMachineOnly } from './guards.js';
import { operatorRoutes } from './operator.js';
import { fileRoutes, projectFile } from './files.js';
import { accountPage, frontPage } from './pages.js';
import type { Registration } from './register-bank.js';
import type { CallService } from './service-calls.js';
import { sessionLife, Sessions, type Session } from './sessions.js';
import { signInSchema, verifyOtp } from './sign-in.js';

/** What the bank works with. */
export interface BankContext {
  readonly serviceUrl: string;
  readonly registration: Registration;
  /** Calls with the admin key: for the operator panel. */
  readonly admin: CallService;
  /** Calls with the bank's scoped key: for verification. */
  readonly rp: CallService;
}

const sessionCookie = 'harbour_session';

const sentences = {
  refused: 'This one-time password is wrong, used or too old. Get a new one and sign in with it.',
  unavailable:
    'We cannot check one-time passwords at the moment. Wait a little, then try with a new one.',
  incomplete: 'Get a one-time password first, then sign in.',
};

/** Makes the bank. */
export function createBank(context: BankContext): Hono {
  const { serviceUrl, registration } = context;
  const origin = registration.origin;
  const sessions = new Sessions();
  const app = new Hono();
  app.use(strictHeaders(serviceUrl), ownName(origin), ownPages(origin), smallBody);

  const currentSession = (c: Context): Session | undefined =>
    sessions.find(getCookie(c, sessionCookie));

  type FrontStatus = 200 | 400 | 401 | 503;
  const showFront = async (c: Context, status: FrontStatus, problem = '', login = '') => {
    const template = await readFile(projectFile('index.html'), 'utf8');
    const { alias } = registration;
    const visitor = currentSession(c)?.login ?? '';
    const values = { service: serviceUrl, alias, problem, login, visitor };
    return c.html(frontPage(template, values), status);
  };

  app.get('/', (c) => showFront(c, 200));

  app.post('/login', async (c) => {
    const form = v.safeParse(signInSchema, await c.req.parseBody());
    if (!form.success) return showFront(c, 400, sentences.incomplete);
    const result = await verifyOtp(context.rp, registration.mac, form.output);
    if (result.outcome !== 'accepted') {
      const status = result.outcome === 'refused' ? 401 : 503;
      return showFront(c, status, sentences[result.outcome], form.output.login);
    }
    sessions.end(getCookie(c, sessionCookie));
    setCookie(c, sessionCookie, sessions.begin(result.login, result.amr), {
      httpOnly: true,
      sameSite: 'Strict',
      secure: origin.startsWith('https:'),
      path: '/',
      maxAge: sessionLife,
    });
    return c.redirect('/account', 303);
  });

  app.get('/account', (c) => {
    const session = currentSession(c);
    return session ? c.html(accountPage(session)) : c.redirect('/', 303);
  });

  app.post('/logout', (c) => {
    sessions.end(getCookie(c, sessionCookie));
    deleteCookie(c, sessionCookie, { path: '/' });
    return c.redirect('/', 303);
  });

  app.get('/demo.json', (c) => {
    const { mac, alias } = registration;
    return c.json({ service: mac, alias, serviceUrl });
  });

  app.get('/healthz', async (c) => {
    const health = await fetch(new URL('/healthz', serviceUrl), {
      signal: AbortSignal.timeout(5000),
    }).catch(() => undefined);
    if (!health) return c.json({ status: 'down' }, 503);
    return new Response(await health.text(), {
      status: health.status,
      headers: { 'content-type': health.headers.get('content-type') ?? 'application/json' },
    });
  });

  app.use('/operator/*', thisMachineOnly);
  app.route('/operator', operatorRoutes(context.admin, registration.mac));
  app.route('/', fileRoutes());
  return app;
}
