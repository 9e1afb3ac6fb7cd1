import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { version } from '../../../src/service/version.js';
import { TestService } from '../../support/services/test-service.js';
import { root } from '../support/documents/examples.js';
import { ask, builtKit, PublicFolder } from '../support/services/public-folder.js';

const forEver = 'public, max-age=31536000, immutable';

let folder: PublicFolder;
let service: TestService;

before(async () => {
  folder = new PublicFolder();
  service = await TestService.start({ publicFiles: folder.path });
});

after(async () => {
  await service.close();
  folder.remove();
});

const get = (path: string, options = {}) => ask(service.localUrl, path, options);

describe('the kit', () => {
  it('is not found under another version, name or path', async () => {
    folder.place({ 'languages/secret.js': 'secret', 'other.js': 'secret' });
    const others = [
      '/kit/current/neon.js',
      '/kit/0.0.0/neon.js',
      `/kit/v${version}/neon.js`,
      `/kit/${version}%00/neon.js`,
      '/kit/__proto__/neon.js',
      `/kit/${version}/constructor`,
      `/kit/${version}/`,
      `/kit/${version}`,
      '/kit/',
      `/kit/${version}/other.js`,
      `/kit/${version}/languages/secret.js`,
      `/kit/${version}/languages/`,
      `/kit/${version}/languages%2ffr.js`,
      `/kit/${version}/..%2f${version}%2fneon.js`,
      `/kit/${version}/lib/simple-neon-lib.js`,
      `/kit/${version}/frame/frame.js`,
      `/kit/${version}/neon.js/`,
      `/kit/${version}/NEON.js`,
      `/kit/${version}/a/b/neon.js`,
    ];
    for (const path of others) {
      const { status, headers, text } = await get(path);
      assert.equal(status, 404, path);
      assert.equal(headers['content-type'], 'application/problem+json', path);
      assert.equal((JSON.parse(text) as { code: string }).code, 'NOT_FOUND', path);
    }
  });

  it('answers GET and HEAD only', async () => {
    for (const path of Object.keys(builtKit)) {
      for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
        const { status, headers } = await get(`/kit/${version}/${path}`, { method });
        assert.deepEqual([status, headers['allow']], [405, 'GET, HEAD'], `${method} ${path}`);
      }
    }
  });

  it('may be loaded by every page and kept for ever, as modules and data and never as documents', async () => {
    for (const [path, content] of Object.entries(builtKit)) {
      const { status, headers, text } = await get(`/kit/${version}/${path}`);
      assert.deepEqual([status, text], [200, content], path);
      const expected = {
        'content-type': path.endsWith('.js')
          ? 'text/javascript; charset=utf-8'
          : 'application/json',
        'content-length': String(content.length),
        'cache-control': forEver,
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      };
      for (const [header, value] of Object.entries(expected)) {
        assert.equal(headers[header], value, `${header} of ${path}`);
      }
      assert.equal(headers['access-control-allow-credentials'], undefined);
      const known = { headers: { 'if-none-match': headers['etag'] } };
      assert.equal((await get(`/kit/${version}/${path}`, known)).status, 304);
    }
  });

  it('of the build is what the service serves, with the hashes of the package', async () => {
    const real = await TestService.start();
    const list = await readFile(join(root, 'dist/integrity.json'), 'utf8');
    const served = await ask(real.localUrl, `/kit/${version}/integrity.json`);
    const names = Object.keys(JSON.parse(list) as object);
    const statuses = await Promise.all(
      names.map(async (name) => (await ask(real.localUrl, `/kit/${version}/${name}`)).status),
    );
    await real.close();
    assert.equal(served.text, list);
    assert.ok(names.includes('neon.js') && names.includes('neon.js.map'));
    assert.ok(statuses.every((status) => status === 200));
  });
});
