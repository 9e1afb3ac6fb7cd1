import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { version } from '../../../src/service/version.js';
import { TestService } from '../../support/services/test-service.js';
import { ask, built, PublicFolder } from '../support/services/public-folder.js';

const script = built['lib/simple-neon-lib.js'];
const file = 'simple-neon-lib.js';
const hash = createHash('sha256').update(script).digest('hex');

const never = 'public, max-age=31536000, immutable';
const soon = 'public, max-age=300';

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

describe('the drop-in', () => {
  it('is not found under another version, name or path', async () => {
    const others = [
      `/neon/0.0.0/${file}`,
      `/neon/v${version}/${file}`,
      `/neon/CURRENT/${file}`,
      `/neon/${version}%20/${file}`,
      `/neon/${version}%00/${file}`,
      `/neon/${file}`,
      `/neon//${file}`,
      `/neon/../${file}`,
      `/neon/..%2flib/${file}`,
      `/neon/..%2f..%2fkeys.json%00/${file}`,
      `/neon/${version}%2f${file}`,
      `/neon/${version}/${file}/`,
      `/neon/${version}/${file}.map`,
      `/neon/${version}/..%2f${version}%2f${file}`,
      `/neon/${version}/SIMPLE-NEON-LIB.JS`,
      `/neon/__proto__/${file}`,
      '/neon/',
      `/neon/${version}/`,
      `/neon/0.0.0/${file}.sha256.txt`,
      `/neon/${version}/${file}.sha512.txt`,
    ];
    for (const path of others) {
      const { status, headers, text } = await get(path);
      assert.equal(status, 404, path);
      assert.equal(headers['content-type'], 'application/problem+json', path);
      assert.equal((JSON.parse(text) as { code: string }).code, 'NOT_FOUND', path);
    }
  });

  it('answers GET and HEAD only', async () => {
    for (const path of [`/neon/current/${file}`, `/neon/current/${file}.sha256.txt`]) {
      for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
        const { status, headers } = await get(path, { method });
        assert.deepEqual([status, headers['allow']], [405, 'GET, HEAD'], method);
      }
    }
  });

  it('is named after the version of the package', () => {
    const path = join(import.meta.dirname, '../../../../package.json');
    assert.equal((JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version, version);
  });

  it('is readable across origins, so that it can be loaded with its hash', async () => {
    for (const [name, cache] of [
      [version, never],
      ['current', soon],
    ] as const) {
      const { status, headers, text } = await get(`/neon/${name}/${file}`);
      assert.deepEqual([status, text], [200, script]);
      const expected = {
        'content-type': 'text/javascript; charset=utf-8',
        'content-length': String(script.length),
        'cache-control': cache,
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'x-content-type-options': 'nosniff',
      };
      for (const [header, value] of Object.entries(expected)) {
        assert.equal(headers[header], value, header);
      }
      assert.equal(headers['access-control-allow-credentials'], undefined);
    }
  });

  it('has its hash beside it, as sha256sum prints it', async () => {
    for (const [name, cache] of [
      [version, never],
      ['current', soon],
    ] as const) {
      const { status, headers, text } = await get(`/neon/${name}/${file}.sha256.txt`);
      assert.deepEqual([status, text], [200, `${hash}  ${file}\n`]);
      assert.match(headers['content-type']!, /^text\/plain;/);
      assert.equal(headers['cache-control'], cache);
      assert.equal(headers['access-control-allow-origin'], '*');
    }
  });

  it('is answered 304 to whoever has it', async () => {
    const path = `/neon/current/${file}`;
    const etag = (await get(path)).headers['etag']!;
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const { status, headers, text } = await get(path, { headers: { 'if-none-match': known } });
      assert.deepEqual([status, text], [304, '']);
      assert.deepEqual(
        [headers['etag'], headers['cache-control'], headers['access-control-allow-origin']],
        [etag, soon, '*'],
      );
    }
    const { status } = await get(path, { headers: { 'if-none-match': '"other"' } });
    assert.equal(status, 200);
  });

  it('has no body for HEAD', async () => {
    for (const path of [`/neon/current/${file}`, `/neon/${version}/${file}.sha256.txt`]) {
      const { status, headers, text } = await get(path, { method: 'HEAD' });
      assert.deepEqual([status, text], [200, '']);
      assert.equal(headers['content-type'], (await get(path)).headers['content-type']);
    }
  });

  it('is not found when it cannot be read, which is logged, and the service keeps running', async (t) => {
    const odd = new PublicFolder({ [`lib/${file}/within`]: '', frame: '' });
    const other = await TestService.start({ publicFiles: odd.path });
    t.after(async () => {
      await other.close();
      odd.remove();
    });
    assert.equal((await ask(other.localUrl, `/neon/current/${file}`)).status, 404);
    assert.equal((await ask(other.localUrl, '/readyz')).status, 200);
    const { log } = other;
    assert.deepEqual(
      log.filter((line) => line.includes('file.unreadable')).map((line) => JSON.parse(line)),
      [
        { level: 'error', event: 'file.unreadable', path: odd.file('lib', file), reason: 'EISDIR' },
        { level: 'error', event: 'file.unreadable', path: odd.file('frame'), reason: 'ENOTDIR' },
      ],
    );
  });
});
