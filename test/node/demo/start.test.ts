import assert from 'node:assert/strict';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { addressIn, Demo, makeData, removeData, runDemo, runOrphanedDemo } from './support/demo.js';

const oneSentence = /^[^\n]+\.\n$/;

describe('npm start', () => {
  let data: string;

  before(async () => {
    data = await makeData();
  });

  after(() => removeData(data));

  for (const [name, value] of [
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['NEON_SERVICE_PORT', '80.5'],
    ['NEON_ADMIN_KEY', 'not for a header'],
    ['NEON_ADMIN_KEY', 'thirty-one-letters-are-too-few.'],
  ] as const) {
    it(`refuses ${name}=${value} in one sentence`, async () => {
      const ended = await runDemo({ PORT: '0', NEON_DATA: data, [name]: value });
      assert.equal(ended.code, 2);
      assert.match(ended.complaint, oneSentence);
      assert.ok(ended.complaint.includes(name));
      assert.equal(ended.output, '');
    });
  }

  it('never repeats a key that it refuses', async () => {
    const ended = await runDemo({ PORT: '0', NEON_DATA: data, NEON_ADMIN_KEY: 'geheim und lang' });
    assert.ok(!ended.complaint.includes('geheim'));
  });

  it('refuses ports that are in use in one sentence', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    after(() => server.close());
    const taken = String((server.address() as AddressInfo).port);
    for (const name of ['PORT', 'NEON_SERVICE_PORT']) {
      const ended = await runDemo({ PORT: '0', NEON_DATA: data, [name]: taken });
      assert.equal(ended.code, 2, name);
      assert.match(ended.complaint, oneSentence);
      assert.ok(ended.complaint.includes(taken));
      assert.ok(ended.complaint.includes(name));
    }
  });

  it('refuses a data folder that is a file, or holds other data', async () => {
    const file = join(data, 'file');
    await writeFile(file, 'not a folder');
    for (const folder of [file, join(file, 'below')]) {
      const ended = await runDemo({ PORT: '0', NEON_DATA: folder });
      assert.equal(ended.code, 2, folder);
      assert.match(ended.complaint, oneSentence);
    }
    const other = await makeData();
    await writeFile(join(other, 'demo-bank.json'), '[]');
    const ended = await runDemo({ PORT: '0', NEON_DATA: other });
    assert.equal(ended.code, 2);
    assert.match(ended.complaint, oneSentence);
    await removeData(other);
  });

  it('refuses the data folder of a running demo in one sentence, and ends with code 1', async () => {
    const demo = await Demo.start(data);
    const ended = await runDemo({ PORT: '0', NEON_DATA: data });
    assert.equal(ended.code, 1);
    assert.match(ended.complaint, /^Another service runs on [^\n]+\n?$/);
    await demo.stop();
  });

  it('says what each address is and what to do, and uses the given admin key', async () => {
    const demo = await Demo.start(data);
    const [first, second, ...others] = demo.lines;
    assert.match(first!, /^The bank, which you open in a browser: http:\/\/localhost:\d+$/);
    assert.match(second!, /^The service behind it: http:\/\/localhost:\d+$/);
    assert.match(others.join(), /^The page of the bank begins with step 1: [^\n]*service\.log\.$/);
    const { url: bank, serviceUrl: service } = demo;
    assert.notEqual(bank, service);

    const facts = await (await fetch(`${bank}/demo.json`)).json();
    assert.deepEqual(Object.keys(facts as object), ['service', 'alias', 'serviceUrl']);
    assert.equal((facts as { serviceUrl: string }).serviceUrl, service);
    const health = [await fetch(`${bank}/healthz`), await fetch(`${service}/healthz`)];
    assert.deepEqual(await health[0]!.text(), await health[1]!.text());
    assert.deepEqual([health[0]!.status, health[1]!.status], [200, 200]);

    const { services } = await demo.admin.done<{ services: object[] }>('/services');
    assert.equal(services.length, 1);
    const guessed = { headers: { authorization: 'Bearer another-key-of-the-demo-tests' } };
    assert.equal((await fetch(`${service}/admin/v1/services`, guessed)).status, 401);
    assert.equal((await fetch(`${service}/rp/v1/otp/verify`, { method: 'POST' })).status, 401);
    await demo.stop();
  });

  it('writes everything into its data folder, readable by the owner only', async () => {
    const demo = await Demo.start(data);
    await demo.stop();
    assert.ok((await readdir(data)).includes('neon.sqlite'));
    for (const file of ['demo-bank.json', 'service.log']) {
      assert.equal((await stat(join(data, file))).mode & 0o077, 0, file);
    }
    assert.ok(!demo.lines.join().includes(Demo.adminKey));
  });

  it('registers the bank once, however often it starts', async () => {
    const facts = async (demo: Demo) => (await fetch(`${demo.url}/demo.json`)).json();
    const first = await Demo.start(data);
    const { port } = first;
    const before = await facts(first);
    await first.stop();
    const second = await Demo.start(data, { PORT: port });
    assert.deepEqual(await facts(second), before);
    assert.equal(second.url, first.url);
    assert.equal((await second.admin.done<{ services: object[] }>('/services')).services.length, 1);
    await second.stop();
  });

  it('updates the registration of an older bank', async () => {
    const first = await Demo.start(data);
    const { url, port } = first;
    const { alias } = (await (await fetch(`${url}/demo.json`)).json()) as { alias: string };
    const older = { origins: [url], audiences: [url], scopes: [] };
    await first.admin.done(`/sites/${alias}`, { method: 'PATCH', body: older });
    await first.stop();
    const demo = await Demo.start(data, { PORT: port });
    const { sites } = await demo.admin.done<{ sites: { alias: string; origins: string[] }[] }>(
      '/sites',
    );
    const site = sites.find((one) => one.alias === alias);
    assert.deepEqual(site?.origins, [url, url.replace('localhost', '127.0.0.1')]);
    await demo.stop();
  });

  it('uses the given port for the service', async () => {
    const first = await Demo.start(data);
    const { port } = new URL(first.serviceUrl);
    await first.stop();
    const other = await makeData();
    const demo = await Demo.start(other, { NEON_SERVICE_PORT: port });
    assert.equal(demo.serviceUrl, `http://localhost:${port}`);
    await demo.stop();
    await removeData(other);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`ends within two seconds of ${signal}, with connections open`, async () => {
      const demo = await Demo.start(data);
      // Both connections stay open afterwards.
      await (await fetch(demo.url)).text();
      await (await fetch(`${demo.serviceUrl}/healthz`)).text();
      const asked = performance.now();
      const ended = await demo.stop(signal);
      assert.ok(performance.now() - asked < 2000);
      assert.deepEqual([ended.code, ended.complaint], [0, '']);
    });
  }

  it('ends once after several signals', async () => {
    const demo = await Demo.start(data);
    const ended = await demo.stop('SIGINT', 'SIGTERM');
    assert.deepEqual([ended.code, ended.complaint], [0, '']);
  });

  it('ends when npm, which started it, was killed', async () => {
    const ended = await runOrphanedDemo({ PORT: '0', NEON_DATA: data });
    const bank = addressIn(ended.output.split('\n')[0]!);
    assert.match(bank, /^http:/);
    await assert.rejects(fetch(bank));
    assert.equal(ended.complaint, '');
  });
});
