/**
 * Serves a page with every element, under the strictest policy that they work under.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { projectFile } from '../../../../tools/demo/files.js';
import { strictHeaders } from '../../../../tools/demo/guards.js';
import { listen, type Listening } from '../../../../tools/demo/listen.js';

/** Login of the page's user. */
export const login = 'ada';

/** The data to seal on the page. */
export const data = 'Pay 100 € to Bob, order 4711';

const scripts: Readonly<Record<string, string>> = {
  'observed-page.js': 'build/test/support/pages/observed-page.js',
};

/** Opens an origin for pages. Its alias is made after it, since a site needs the origin. */
export async function servePages(
  serviceUrl: string,
  aliasFor: (origin: string) => Promise<string>,
): Promise<Listening> {
  const server = await listen(0);
  const alias = await aliasFor(server.url);
  const app = new Hono();
  app.use(strictHeaders(serviceUrl, 'neon-mfa'));
  app.get('/', (c) => c.html(page(serviceUrl, alias)));
  app.get('/favicon.ico', (c) => c.body(null, 204));
  app.get('/:file{[\\w-]+\\.js}', async (c) => {
    const file = c.req.param('file');
    const content = await readFile(projectFile(scripts[file] ?? `dist/${file}`));
    return c.body(content, 200, { 'content-type': 'text/javascript;charset=utf-8' });
  });
  server.open(app.fetch);
  return server;
}

const page = (service: string, alias: string) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>All elements</title>
        <script type="module" src="/observed-page.js"></script>
        <script type="module" src="/neon-all-elements.js"></script>
      </head>
      <body>
        <neon-provider service="${service}" alias="${alias}">
          <neon-login-list></neon-login-list>
          <neon-activate token-name="A browser"></neon-activate>
          <form>
            <neon-otp login="${login}" name="otp">
              <input slot="input" aria-label="A field of the page" />
            </neon-otp>
          </form>
          <neon-access-token login="${login}"></neon-access-token>
          <neon-seal login="${login}" data="${data}"></neon-seal>
          <neon-activation-code login="${login}"></neon-activation-code>
          <neon-unlock login="${login}"></neon-unlock>
          <neon-change-pin login="${login}"></neon-change-pin>
          <neon-reset-pin login="${login}"></neon-reset-pin>
          <neon-bio-key login="${login}"></neon-bio-key>
          <neon-push-otp login="${login}"></neon-push-otp>
          <neon-push-inbox></neon-push-inbox>
          <neon-devices></neon-devices>
        </neon-provider>
      </body>
    </html>`;
