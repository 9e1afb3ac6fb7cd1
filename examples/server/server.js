/**
 * Serves the built pages of a folder, signs people in, and accepts sealed payments: `node server.js ../vite/dist`.
 * Its settings are NEON_URL, NEON_SERVICE, NEON_API_KEY, SESSION_SECRET and PORT in the environment.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { createVerifier, ServiceError } from 'neon-mfa/rp';
import { messagePage, messageStyle } from './message-page.js';
import { endSession, loginOf, startSession } from './session.js';

const folder = process.argv[2] ?? 'public';
const { NEON_URL, NEON_SERVICE, NEON_API_KEY, PORT = '3000' } = process.env;
const neon = createVerifier({ url: NEON_URL, service: NEON_SERVICE, apiKey: NEON_API_KEY });

/** The text that people seal. A real order has a number of its own. */
const order = 'Pay 5 € to Bea';

const types = {
  '.html': 'text/html;charset=utf-8',
  '.js': 'text/javascript;charset=utf-8',
  '.css': 'text/css;charset=utf-8',
};

/** Name only those that your pages make: the kit's, Lit's where a bundler has put it in, and your framework's. */
const policies = ['neon-mfa', 'lit-html', 'vue', 'svelte-trusted-html', 'angular'];

const policy = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `img-src 'self' data:`,
  `connect-src 'self' ${NEON_URL}`,
  `form-action 'self'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
  `require-trusted-types-for 'script'`,
  `trusted-types ${policies.join(' ')}`,
].join('; ');

const handlers = {
  'POST /login': async (request) => {
    const { login = '', otp = '' } = await formOf(request);
    const verified = await neon.verifyOtp(login, otp);
    if (!verified) return refusal('This password is not valid, or not any more.');
    return redirect('/account', startSession(verified.login));
  },
  'POST /logout': () => redirect('/', endSession),
  'POST /payments': async (request) => {
    const login = loginOf(request.headers.cookie);
    if (!login) return refusal('Sign in first.');
    const { seal = '' } = await formOf(request);
    const verified = await neon.verifySeal(seal, order, { login, once: true });
    if (!verified) return refusal('The bank does not accept this seal.');
    return sentence(200, `${login} has paid: ${order}`);
  },
  'GET /session': (request) => {
    const login = loginOf(request.headers.cookie) ?? null;
    return { status: 200, type: 'application/json', body: JSON.stringify({ login }) };
  },
};

const server = createServer(async (request, reply) => {
  const { status, type, headers, body } = forPeople(request, await answer(request).catch(failure));
  reply.writeHead(status, {
    'content-type': type,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    ...headers,
  });
  reply.end(body);
});

async function answer(request) {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (request.method === 'POST' && !isOwnPage(request)) return refusal('Not from this site.');
  const handler = handlers[`${request.method} ${pathname}`];
  if (handler) return handler(request);
  if (request.method !== 'GET') return sentence(405, 'This address takes no forms.');
  if (/^\/account\b/.test(pathname) && !loginOf(request.headers.cookie)) return redirect('/');
  return page(pathname);
}

/** Tells whether a form comes from a page of this site: browsers send `Origin` with every form. */
function isOwnPage({ headers }) {
  const { origin } = headers;
  return URL.canParse(origin) && new URL(origin).host === headers.host;
}

async function formOf(request) {
  let body = '';
  for await (const chunk of request) {
    body += chunk;
    if (body.length > 65_536) throw new Error('The form is too long.');
  }
  return Object.fromEntries(new URLSearchParams(body));
}

/** Sentences become a page where a form was sent by the browser itself, not by a script. */
function forPeople({ headers }, answer) {
  if (!answer.sentence || !headers.accept?.includes('text/html')) return answer;
  return { ...answer, type: types['.html'], body: messagePage(answer.sentence) };
}

/** A file of the folder. Paths without one are those of the single page, or of `account.html`. */
async function page(path) {
  const name = extname(path) ? path : path === '/' ? '/index.html' : `${path}.html`;
  if (name === '/message.css') return found(name, await messageStyle);
  const file = await readFile(join(folder, normalize(name))).catch(() => undefined);
  if (file) return found(name, file);
  if (extname(path)) return sentence(404, 'There is no such file.');
  return found('index.html', await readFile(join(folder, 'index.html')));
}

function found(name, body) {
  return { status: 200, type: types[extname(name)] ?? 'application/octet-stream', body };
}

function redirect(location, cookie) {
  const headers = cookie ? { location, 'set-cookie': cookie } : { location };
  return { status: 303, type: types['.html'], headers };
}

function sentence(status, text) {
  return { status, type: 'text/plain;charset=utf-8', body: text, sentence: text };
}

function refusal(text) {
  return sentence(403, text);
}

/** When the service could not be asked, nothing is known of the password. */
function failure(error) {
  console.error(error);
  if (!(error instanceof ServiceError)) return sentence(500, 'This did not work.');
  return sentence(503, 'This is not possible at the moment. Try again later.');
}

server.listen(Number(PORT), () => {
  console.log(`http://localhost:${server.address().port}`);
});
