/**
 * The files that pages load from the service: the frame with its modules, the drop-in, and the kit. Browsers run
 * nothing else of this origin.
 * @module
 */
import type { ServiceContext } from '../service-context.js';
import type { HttpAnswer, HttpHeaders, HttpRequest } from '../http/exchange.js';
import type { Door, Endpoint } from '../http/router.js';
import { problem } from '../problem-document.js';
import { findFramedSite } from '../domain/message/page-origin.js';
import { currentVersion, libFile, type Asset, type Assets } from './assets.js';
import { framePage } from './frame-page.js';

const forEver = 'public, max-age=31536000, immutable';

/** For files that change with an update under the same name. */
const fiveMinutes = 'public, max-age=300';

const script = { 'content-type': 'text/javascript; charset=utf-8' };

/** Makes the door. @param assets undefined where the service has no files, as in a page's worker. */
export function publicFiles(context: ServiceContext, assets: Assets | undefined): Door {
  return {
    endpoints: [
      ...frameEndpoints(context, assets),
      ...dropInEndpoints(assets),
      ...kitEndpoints(assets),
    ],
    other: () => problem(405, 'REQUEST_MALFORMED', { headers: { allow: 'GET, HEAD' } }),
  };
}

function get(path: string, answer: Endpoint['answer']): Endpoint {
  return { method: 'GET', path, answer };
}

function frameEndpoints(context: ServiceContext, assets: Assets | undefined): Endpoint[] {
  const frame = assets?.frame;
  return [
    get('/frame/v1/:alias', async (_, { alias }) => {
      const site = frame && (await findFramedSite(context, alias!));
      if (site) return framePage(site, frame.hash);
      return missing('There is no site of this alias that uses a frame, or it is closed.');
    }),

    get('/frame/v1/:hash/:file', (request, { hash, file }) => {
      const asset = hash === frame?.hash ? frame?.files.get(file!) : undefined;
      if (!asset) return missing('There is no such file.');
      return send(request, asset, {
        ...script,
        'cache-control': forEver,
        'cross-origin-resource-policy': 'same-origin',
      });
    }),
  ];
}

function dropInEndpoints(assets: Assets | undefined): Endpoint[] {
  return [
    get('/neon/:version/simple-neon-lib.js', (request, { version }) => {
      const asset = assets?.lib.get(version!);
      return asset ? send(request, asset, { ...script, ...forAnyPage(version!) }) : noVersion();
    }),

    get('/neon/:version/simple-neon-lib.js.sha256.txt', (_, { version }) => {
      const asset = assets?.lib.get(version!);
      if (!asset) return noVersion();
      const headers = { 'content-type': 'text/plain; charset=UTF-8', ...forAnyPage(version!) };
      // In the format that `sha256sum` prints and that `sha256sum --check` reads.
      return { status: 200, headers, body: `${asset.sha256}  ${libFile}\n` };
    }),
  ];
}

function kitEndpoints(assets: Assets | undefined): Endpoint[] {
  const answer = (request: HttpRequest, version: string, ...parts: string[]) => {
    // A slash that was escaped would give a module a second address.
    const path = parts.some((part) => part.includes('/')) ? '' : parts.join('/');
    const asset = assets?.kit.get(version)?.get(path);
    if (!asset) return noVersion();
    // Lists and source maps are data: nothing here is a document.
    const type = path.endsWith('.js') ? script : { 'content-type': 'application/json' };
    return send(request, asset, { ...type, ...forAnyPage(version) });
  };
  return [
    get('/kit/:version/:file', (request, { version, file }) => answer(request, version!, file!)),
    get('/kit/:version/:folder/:file', (request, { version, folder, file }) =>
      answer(request, version!, folder!, file!),
    ),
  ];
}

/** Pages load the drop-in and the kit with `integrity`, which requires that they may read it. */
function forAnyPage(version: string) {
  return {
    'cache-control': version === currentVersion ? fiveMinutes : forEver,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  };
}

function send(request: HttpRequest, { bytes, sha256 }: Asset, headers: HttpHeaders): HttpAnswer {
  const etag = `"${sha256}"`;
  const known = request.header('if-none-match') ?? '';
  if (known.split(/\s*,\s*/).some((tag) => tag.replace(/^W\//, '') === etag)) {
    return { status: 304, headers: { ...headers, etag } };
  }
  return { status: 200, headers: { ...headers, etag }, body: bytes };
}

function noVersion(): HttpAnswer {
  return missing('There is no such version, or no such file in it.');
}

function missing(detail: string): HttpAnswer {
  return problem(404, 'NOT_FOUND', { detail });
}
