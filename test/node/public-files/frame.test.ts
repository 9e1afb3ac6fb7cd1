import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AdminApi } from '../../support/services/admin-api.js';
import { TestService } from '../../support/services/test-service.js';
import { ask, built, PublicFolder, type Got } from '../support/services/public-folder.js';

const origins = ['https://shop.example', 'http://localhost:8080'];

const policy = (ancestors: string) =>
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types neon-mfa-frame; base-uri 'none'; form-action 'none'; " +
  `frame-ancestors ${ancestors}`;

let folder: PublicFolder;
let service: TestService;
let admin: AdminApi;

before(async () => {
  folder = new PublicFolder();
  service = await TestService.start({ publicFiles: folder.path });
  ({ admin } = service);
});

after(async () => {
  await service.close();
  folder.remove();
});

const get = (path: string, options = {}) => ask(service.localUrl, path, options);

async function makeSite(settings: object = {}, service: object = {}): Promise<string> {
  const mac = await admin.makeService(service);
  const body = { service: mac, origins, iframe: true, ...settings };
  return String((await admin.made('/sites', body))['alias']);
}

function assertMissing({ status, headers, text }: Got, what: string): void {
  assert.equal(status, 404, what);
  assert.equal(headers['content-type'], 'application/problem+json', what);
  assert.equal((JSON.parse(text) as { code: string }).code, 'NOT_FOUND', what);
  assert.equal(headers['cache-control'], 'no-store', what);
  assert.equal(
    headers['content-security-policy'],
    "default-src 'none'; frame-ancestors 'none'",
    what,
  );
}

/** Configuration in the document. */
function settingsOf({ text }: Got): unknown {
  const [, content = ''] = /<meta name="neon-frame" content="([^"<>]*)">/.exec(text) ?? [];
  return JSON.parse(content.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))));
}

function scriptOf({ text }: Got): string {
  return /<script type="module" src="([^"]*)">/.exec(text)?.[1] ?? '';
}

describe('the frame of a site', () => {
  it('is not found for an unknown or malformed alias', async () => {
    const alias = await makeSite();
    const others = [
      'f'.repeat(32),
      `${alias}0`,
      alias.slice(1),
      alias.replace(/.$/, 'G'),
      `${alias}%00`,
      `${alias}%2f`,
      `${alias}/`,
      '__proto__',
      '%',
      '',
    ];
    for (const other of others) assertMissing(await get(`/frame/v1/${other}`), other);
  });

  it('is not found for an alias in capital letters', async () => {
    let alias = await makeSite();
    while (!/[a-f]/.test(alias)) alias = await makeSite();
    assertMissing(await get(`/frame/v1/${alias.toUpperCase()}`), alias);
    assert.equal((await get(`/frame/v1/${alias}`)).status, 200);
  });

  it('is found only while the site uses a frame', async () => {
    const alias = await makeSite({ iframe: false });
    assertMissing(await get(`/frame/v1/${alias}`), 'never');
    const change = (body: object) => admin.patch(`/sites/${alias}`, body);
    await change({ iframe: true });
    assert.equal((await get(`/frame/v1/${alias}`)).status, 200);
    await change({ iframe: false });
    assertMissing(await get(`/frame/v1/${alias}`), 'no more');
  });

  it('is found only while the service is open', async () => {
    const mac = await admin.makeService();
    const site = await admin.made('/sites', { service: mac, origins, iframe: true });
    const path = `/frame/v1/${String(site['alias'])}`;
    const change = (status: string) => admin.patch(`/services/${mac}`, { status });
    await change('closed');
    assertMissing(await get(path), 'closed');
    await change('open');
    assert.equal((await get(path)).status, 200);
  });

  it('answers GET and HEAD only', async () => {
    const alias = await makeSite();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const { status, headers, text } = await get(`/frame/v1/${alias}`, { method });
      assert.equal(status, 405, method);
      assert.equal(headers['allow'], 'GET, HEAD');
      assert.equal((JSON.parse(text) as { code: string }).code, 'REQUEST_MALFORMED');
    }
  });

  it('may be embedded by the current origins of the site and no other', async () => {
    const alias = await makeSite();
    const path = `/frame/v1/${alias}`;
    const first = await get(path);
    assert.equal(first.headers['content-security-policy'], policy(origins.join(' ')));
    assert.deepEqual(settingsOf(first), { alias, origins, hostPin: false, bio: 'off' });
    const change = { origins: ['https://new.example'], hostPin: true };
    await admin.patch(`/sites/${alias}`, change);
    const second = await get(path);
    assert.equal(second.headers['content-security-policy'], policy('https://new.example'));
    assert.deepEqual(settingsOf(second), { alias, ...change, bio: 'off' });
  });

  it('has the headers of a document that holds keys', async () => {
    const { status, headers } = await get(`/frame/v1/${await makeSite()}`);
    assert.equal(status, 200);
    const expected = {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      'cross-origin-embedder-policy': 'require-corp',
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(headers[name], value, name);
    const permissions = headers['permissions-policy']!.split(', ');
    for (const feature of ['camera', 'geolocation', 'microphone', 'payment', 'usb']) {
      assert.ok(permissions.includes(`${feature}=()`), feature);
    }
    assert.ok(permissions.every((one) => one.endsWith('=()')));
    assert.doesNotMatch(headers['permissions-policy']!, /publickey-credentials|storage-access/);
    assert.equal(headers['access-control-allow-origin'], undefined);
    assert.equal(headers['set-cookie'], undefined);
  });

  it('contains the name of its service as escaped text', async () => {
    const name = `</title><script>alert("1")</script>&'`;
    const page = await get(`/frame/v1/${await makeSite({}, { name })}`);
    assert.equal(page.text.match(/<script/g)?.length, 1);
    assert.equal(page.text.match(/<\/title>/g)?.length, 1);
    const [, title = ''] = /<title>(.*)<\/title>/.exec(page.text) ?? [];
    assert.equal(
      title.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
      name,
    );
  });

  it('is a document in English for every screen, with one script', async () => {
    const { text } = await get(`/frame/v1/${await makeSite({}, { name: 'Shop' })}`);
    assert.match(text, /^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">/);
    assert.ok(
      text.includes('<meta name="viewport" content="width=device-width, initial-scale=1">'),
    );
    assert.ok(text.includes('<title>Shop</title>'));
    assert.doesNotMatch(text, /<style|style=|<script>| on[a-z]+=/);
  });

  it('has no body for HEAD', async () => {
    const path = `/frame/v1/${await makeSite()}`;
    const { status, headers, text } = await get(path, { method: 'HEAD' });
    assert.deepEqual([status, text], [200, '']);
    assert.equal(
      headers['content-security-policy'],
      (await get(path)).headers['content-security-policy'],
    );
  });

  it('is counted and logged without the alias', async () => {
    const alias = await makeSite();
    await get(`/frame/v1/${alias}`);
    await get('/frame/v1/canary/frame.js');
    const lines = service.log.filter((line) => line.includes('"request"'));
    for (const route of ['/frame/v1/:alias', '/frame/v1/:hash/:file']) {
      assert.ok(
        lines.some((line) => line.includes(`"route":"${route}"`)),
        route,
      );
    }
    assert.ok(!lines.some((line) => line.includes(alias) || line.includes('canary')));
  });
});

describe('a module of the frame', () => {
  it('is not found under another hash, name or path', async () => {
    const script = scriptOf(await get(`/frame/v1/${await makeSite()}`));
    assert.match(script, /^\/frame\/v1\/[0-9a-f]{64}\/frame\.js$/);
    const base = script.replace(/frame\.js$/, '');
    const others = [
      script.replace(/[0-9a-f]{64}/, '0'.repeat(64)),
      script.replace(/[0-9a-f]{64}/, (hash) => hash.toUpperCase()),
      `${base}other.js`,
      `${base}frame.js/`,
      `${base}frame.js%00`,
      `${base}frame`,
      `${base}FRAME.js`,
      `${base}.`,
      `${base}..%2flib%2fsimple-neon-lib.js`,
      `${base}..%5clib%5csimple-neon-lib.js`,
      `${base}%2e%2e%2flib%2fsimple-neon-lib.js`,
      `${base}../lib/simple-neon-lib.js`,
      `${base}..%252flib`,
      `/frame/v1/../../etc/passwd`,
      `/frame/v1//etc/passwd`,
      `${base}__proto__`,
      `${base}constructor`,
      `${base}%E0%A4%A`,
    ];
    for (const path of others) assertMissing(await get(path), path);
    assert.equal((await get(script, { method: 'POST' })).status, 405);
  });

  it('is cached for ever', async () => {
    const script = scriptOf(await get(`/frame/v1/${await makeSite()}`));
    for (const name of ['frame.js', 'part-A1_b.js'] as const) {
      const path = script.replace('frame.js', name);
      const { status, headers, text } = await get(path);
      assert.deepEqual([status, text], [200, built[`frame/${name}`]]);
      const expected = {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'content-length': String(text.length),
      };
      for (const [header, value] of Object.entries(expected)) {
        assert.equal(headers[header], value, header);
      }
      const head = await get(path, { method: 'HEAD' });
      assert.deepEqual([head.status, head.text], [200, '']);
      assert.equal(head.headers['content-length'], String(text.length));
      const known = await get(path, { headers: { 'if-none-match': headers['etag']! } });
      assert.deepEqual([known.status, known.text], [304, '']);
    }
  });

  it('has another URL after each change of any module', async (t) => {
    const seen = new Set([scriptOf(await get(`/frame/v1/${await makeSite()}`))]);
    const changes: Record<string, string>[] = [
      { 'frame/part-A1_b.js': 'other' },
      { 'frame/part-B.js': '' },
      { 'frame/frame.js': 'other' },
    ];
    for (const [index, change] of changes.entries()) {
      folder.place(change);
      const later = await TestService.start({ publicFiles: folder.path });
      t.after(() => later.close());
      const { alias } = await later.addSite();
      await later.admin.patch(`/sites/${alias}`, { iframe: true });
      const script = scriptOf(await ask(later.localUrl, `/frame/v1/${alias}`));
      for (const old of seen) assertMissing(await ask(later.localUrl, old), old);
      assert.equal((await ask(later.localUrl, script)).status, 200);
      seen.add(script);
      assert.equal(seen.size, index + 2);
    }
  });

  it('may be missing: the service runs without frames', async (t) => {
    for (const files of [{}, { 'frame/part.js': '' }, { 'frame/frame.js.map': '{}' }]) {
      const without = new PublicFolder(files);
      const service = await TestService.start({ publicFiles: without.path });
      t.after(async () => {
        await service.close();
        without.remove();
      });
      const { alias } = await service.addSite();
      await service.admin.patch(`/sites/${alias}`, { iframe: true });
      const at = service.localUrl;
      assertMissing(await ask(at, `/frame/v1/${alias}`), 'document');
      assertMissing(await ask(at, '/neon/current/simple-neon-lib.js'), 'drop-in');
      assert.equal((await ask(at, '/readyz')).status, 200);
      assert.deepEqual(
        service.log.filter((line) => line.includes('"error"')),
        [],
      );
    }
  });
});
