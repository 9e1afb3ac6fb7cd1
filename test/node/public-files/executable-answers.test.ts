/**
 * The origin of the service is that of the frame, where keys live: nothing else there may run in a browser.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createRouter } from '../../../src/service/app.js';
import { generateKeyRing } from '../../../src/service/domain/keys/key-ring.js';
import { Notices } from '../../../src/service/domain/push/notices.js';
import { nodeHashes } from '../../../src/service/node/node-hashes.js';
import { Metrics } from '../../../src/service/metrics.js';
import type { AdminApi } from '../../support/services/admin-api.js';
import { version } from '../../../src/service/version.js';
import { TestService } from '../../support/services/test-service.js';
import { ask, PublicFolder, type Got } from '../support/services/public-folder.js';

/** Media types that browsers render or run. */
const runs = /html|xml|svg|script|pdf|wasm|multipart/;

/** The routes that may. */
const running = [
  '/frame/v1/:alias',
  '/frame/v1/:hash/:file',
  '/kit/:version/:file',
  '/kit/:version/:folder/:file',
  '/neon/:version/simple-neon-lib.js',
];

const listPath = '/btt/v1/lists/';

/** Paths that are asked for with GET, from the router itself. */
async function listGetPaths({ clock, store }: TestService): Promise<string[]> {
  const keys = await generateKeyRing('https://mfa.example.com', 0);
  const ports = { clock, store, keys, hashes: nodeHashes, log: () => {}, publicUrl: keys.iss };
  const metrics = new Metrics(clock);
  const router = createRouter(
    { ...ports, adminKey: () => 'key' },
    {
      metrics,
      notices: new Notices({ ofUsers: async () => [], among: async () => [] }),
      readiness: { state: async () => 'ready' },
      settled: async () => {},
    },
  );
  return router.routes.flatMap(({ method, path }) => (method === 'GET' ? [path] : [])).sort();
}

describe('what the service serves', () => {
  let folder: PublicFolder;
  let service: TestService;
  let admin: AdminApi;
  let mac: string;
  let paths: string[];
  /** Values for the parameters of routes. */
  const known: Record<string, string> = {};
  /** Values in the kit, which has other files, and no version `current`. */
  const knownInKit = { version, file: 'neon.js', folder: 'languages' };

  before(async () => {
    folder = new PublicFolder();
    service = await TestService.start({ publicFiles: folder.path });
    ({ admin } = service);
    paths = await listGetPaths(service);
    mac = await admin.makeService({ name: '<script>' });
    const site = { service: mac, origins: ['https://shop.example'], iframe: true };
    known['alias'] = String((await admin.made('/sites', site))['alias']);
    const user = { service: mac, login: '<script>' };
    known['uid'] = String((await admin.made('/users', user))['uid']);
    known['version'] = 'current';
    known['file'] = 'frame.js';
    const { text } = await get(`/frame/v1/${known['alias']}`);
    known['hash'] = /\/frame\/v1\/([0-9a-f]{64})\//.exec(text)![1]!;
  });

  after(async () => {
    await service.close();
    folder.remove();
  });

  function get(path: string, method = 'GET'): Promise<Got> {
    const headers = { authorization: `Bearer ${service.adminKey}`, accept: 'text/html' };
    return ask(service.localUrl, path, { method, headers });
  }

  /** Asks for a route in a way that it has an answer for. */
  async function fetchRoute(route: string): Promise<Got> {
    const inKit = route.startsWith('/kit/');
    const values: Record<string, string> = inKit ? { ...known, ...knownInKit } : known;
    if (route.includes(':folder')) values['file'] = 'fr.js';
    const path = route.replace(/:(\w+)/g, (_, name: string) => values[name] ?? 'x');
    const first = await get(path);
    return first.status === 400 ? get(`${path}?service=${mac}`) : first;
  }

  function assertInert({ headers }: Got, what: string): void {
    assert.doesNotMatch(headers['content-type'] ?? '', runs, what);
    assert.equal(headers['x-content-type-options'], 'nosniff', what);
    const policy = "default-src 'none'; frame-ancestors 'none'";
    assert.equal(headers['content-security-policy'], policy, what);
  }

  it('runs in browsers only as the frame, the drop-in and the kit', async () => {
    assert.ok(paths.length >= 16, paths.join());
    for (const route of running) assert.ok(paths.includes(route), route);
    const found: string[] = [];
    for (const route of paths) {
      const got = await fetchRoute(route);
      // The names of the lists are hashes of what is in them.
      if (!route.startsWith(listPath)) assert.equal(got.status, 200, route);
      if (runs.test(got.headers['content-type'] ?? '')) found.push(route);
      else assertInert(got, route);
    }
    assert.deepEqual(found, running);
  });

  it('is inert in refusals', async () => {
    const others = [
      '/',
      '/<script>',
      '/frame/',
      '/neon/',
      '/kit/',
      '/btt/v1/op',
      '/admin/v1/x',
      '/rp/v1/x',
    ];
    for (const path of [...others, ...paths]) {
      for (const method of ['POST', 'OPTIONS', 'PROPFIND']) {
        const got = await get(path.replace(/[<>]/g, encodeURIComponent), method);
        assert.ok(got.status >= 400 || got.status === 204, `${got.status} for ${method} ${path}`);
        assertInert(got, `${method} ${path}`);
      }
    }
  });
});
