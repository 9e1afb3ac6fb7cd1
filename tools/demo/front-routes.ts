/**
 * Routes of the bank for everybody, and signing in.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as v from 'valibot';
import type { Branch } from './bank.js';
import { projectFile } from './files.js';
import { frontPage } from './front-page.js';
import { approvePage, helpPage, pushPage, settingsPage } from './further-pages.js';
import { keysPage } from './keys-page.js';
import { placeOf, sessionCookie } from './place.js';
import { sessionLife } from './sessions.js';
import { signInSchema, verifyOtp } from './sign-in.js';

const sentences = {
  refused: 'This one-time password is wrong, used or too old. Please sign in again.',
  unavailable:
    'We cannot check one-time passwords at the moment. Wait a little, then sign in again.',
  incomplete: 'Get a one-time password first, then sign in.',
};

type FrontStatus = 200 | 400 | 401 | 503;

/** The routes. */
export function frontRoutes(branch: Branch): Hono {
  const app = new Hono();

  const showFront = async (c: Context, status: FrontStatus, problem = '', login = '') => {
    const template = await readFile(projectFile('index.html'), 'utf8');
    return c.html(frontPage(template, await placeOf(c, branch), { problem, login }), status);
  };
  const showPush = async (c: Context, status: FrontStatus, problem = '', login = '') =>
    c.html(pushPage(await placeOf(c, branch), { problem, login }), status);

  app.get('/', (c) => showFront(c, 200));
  app.get('/push', (c) => showPush(c, 200));
  app.get('/approve', async (c) => c.html(approvePage(await placeOf(c, branch))));
  app.get('/help', async (c) => c.html(helpPage(await placeOf(c, branch))));
  app.get('/keys', async (c) => c.html(keysPage(await placeOf(c, branch))));
  app.get('/settings', async (c) => c.html(settingsPage(await placeOf(c, branch))));

  // Two pages have the form, and the one that was used shows the refusal.
  app.post('/login', (c) => signIn(c, branch, showFront));
  app.post('/push', (c) => signIn(c, branch, showPush));

  app.post('/logout', (c) => {
    branch.sessions.end(getCookie(c, sessionCookie));
    deleteCookie(c, sessionCookie, { path: '/' });
    return c.redirect('/', 303);
  });

  return app;
}

type Show = (
  c: Context,
  status: FrontStatus,
  problem: string,
  login?: string,
) => Response | Promise<Response>;

async function signIn(c: Context, branch: Branch, show: Show): Promise<Response> {
  const { registration, sessions } = branch;
  const form = v.safeParse(signInSchema, await c.req.parseBody());
  if (!form.success) return show(c, 400, sentences.incomplete);
  const result = await verifyOtp(branch.rp, registration.mac, form.output);
  if (result.outcome !== 'accepted') {
    const status = result.outcome === 'refused' ? 401 : 503;
    return show(c, status, sentences[result.outcome], form.output.login);
  }
  sessions.end(getCookie(c, sessionCookie));
  setCookie(c, sessionCookie, sessions.begin(result.login, result.amr), {
    httpOnly: true,
    sameSite: 'Strict',
    secure: registration.origin.startsWith('https:'),
    path: '/',
    maxAge: sessionLife,
  });
  return c.redirect('/account', 303);
}
