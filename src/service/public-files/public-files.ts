/**
 * The files that pages load from the service: the frame with its modules, the drop-in, and the kit. Browsers run
 * nothing else of this origin.
 * @module
 */
import { Hono, type Context } from 'hono';
import type { ServiceContext } from '../service-context.js';
import type { DoorEnv } from '../door.js';
import { problem } from '../problem-document.js';
import { findFramedSite } from '../domain/message/page-origin.js';
import { currentVersion, libFile, type Asset, type Assets } from './assets.js';
import { framePage } from './frame-page.js';

const forEver = 'public, max-age=31536000, immutable';

/** For files that change with an update under the same name. */
const fiveMinutes = 'public, max-age=300';

const script = { 'content-type': 'text/javascript; charset=utf-8' };

/** Makes the routes. @param assets undefined where the service has no files, as in a page's worker. */
export function publicFiles(context: ServiceContext, assets: Assets | undefined): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>();
  addFrame(app, context, assets);
  addDropIn(app, assets);
  addKit(app, assets);
  // Hono answers HEAD as it answers GET.
  for (const { path } of [...app.routes]) {
    app.all(path, () => problem(405, 'REQUEST_MALFORMED', { headers: { allow: 'GET, HEAD' } }));
  }
  return app;
}

function addFrame(app: Hono<DoorEnv>, context: ServiceContext, assets: Assets | undefined): void {
  const frame = assets?.frame;

  app.get('/frame/v1/:alias', async (c) => {
    const site = frame && (await findFramedSite(context, c.req.param('alias')));
    if (site) return framePage(site, frame.hash);
    return missing('There is no site of this alias that uses a frame, or it is closed.');
  });

  app.get('/frame/v1/:hash/:file', (c) => {
    const { hash, file } = c.req.param();
    const asset = hash === frame?.hash ? frame?.files.get(file) : undefined;
    if (!asset) return missing('There is no such file.');
    return send(c, asset, {
      ...script,
      'cache-control': forEver,
      'cross-origin-resource-policy': 'same-origin',
    });
  });
}

function addDropIn(app: Hono<DoorEnv>, assets: Assets | undefined): void {
  app.get('/neon/:version/simple-neon-lib.js', (c) => {
    const version = c.req.param('version');
    const asset = assets?.lib.get(version);
    return asset ? send(c, asset, { ...script, ...forAnyPage(version) }) : noVersion();
  });

  app.get('/neon/:version/simple-neon-lib.js.sha256.txt', (c) => {
    const version = c.req.param('version');
    const asset = assets?.lib.get(version);
    // In the format that `sha256sum` prints and that `sha256sum --check` reads.
    return asset ? c.text(`${asset.sha256}  ${libFile}\n`, 200, forAnyPage(version)) : noVersion();
  });
}

function addKit(app: Hono<DoorEnv>, assets: Assets | undefined): void {
  const answer = (c: Context<DoorEnv>, version: string, ...parts: string[]) => {
    // A slash that was escaped would give a module a second address.
    const path = parts.some((part) => part.includes('/')) ? '' : parts.join('/');
    const asset = assets?.kit.get(version)?.get(path);
    if (!asset) return noVersion();
    // Lists and source maps are data: nothing here is a document.
    const type = path.endsWith('.js') ? script : { 'content-type': 'application/json' };
    return send(c, asset, { ...type, ...forAnyPage(version) });
  };

  app.get('/kit/:version/:file', (c) => answer(c, c.req.param('version'), c.req.param('file')));

  app.get('/kit/:version/:folder/:file', (c) => {
    const { version, folder, file } = c.req.param();
    return answer(c, version, folder, file);
  });
}

/** Pages load the drop-in and the kit with `integrity`, which requires that they may read it. */
function forAnyPage(version: string) {
  return {
    'cache-control': version === currentVersion ? fiveMinutes : forEver,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  };
}

function send(
  c: Context<DoorEnv>,
  { bytes, sha256 }: Asset,
  headers: Readonly<Record<string, string>>,
): Response {
  const etag = `"${sha256}"`;
  const known = c.req.header('if-none-match') ?? '';
  if (known.split(/\s*,\s*/).some((tag) => tag.replace(/^W\//, '') === etag)) {
    return c.body(null, 304, { ...headers, etag });
  }
  return c.body(bytes, 200, { ...headers, etag, 'content-length': String(bytes.length) });
}

function noVersion(): Response {
  return missing('There is no such version, or no such file in it.');
}

function missing(detail: string): Response {
  return problem(404, 'NOT_FOUND', { detail });
}
