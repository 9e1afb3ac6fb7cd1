import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Canary } from './support/canary.js';
import type { Device } from './support/device.js';
import { Stage } from './support/stage.js';

const secret = '739164820-planted';

const encodings: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'in base64': (text) => Buffer.from(text).toString('base64'),
  'in base64, one byte into a text': (text) => Buffer.from(`x${text}y`).toString('base64'),
  'in base64, two bytes into a text': (text) => Buffer.from(`xx${text}yy`).toString('base64'),
  'in base64url': (text) => Buffer.from(`{"pin":"${text}"}`).toString('base64url'),
  'in hexadecimal': (text) => Buffer.from(`{"pin":"${text}"}`).toString('hex'),
  'in an address': (text) => encodeURIComponent(text),
};

/** Leaks a secret. Runs in the page. */
const plants: Readonly<Record<string, string>> = {
  IndexedDB: `new Promise((resolve) => {
    const open = indexedDB.open('planted', 1);
    open.onupgradeneeded = () => {
      const bytes = new TextEncoder().encode(secret);
      open.result.createObjectStore('deep').put({ in: new Map([['a', [bytes.buffer]]]) }, 1);
    };
    open.onsuccess = () => resolve(open.result.close());
  })`,
  Cache: `caches.open('planted').then((cache) => cache.put('/planted', new Response(secret)))`,
  'local storage': `localStorage.setItem('planted', btoa(secret))`,
  'session storage': `sessionStorage.setItem('planted', secret)`,
  cookies: `document.cookie = 'planted=' + secret`,
  address: `history.replaceState({ planted: [secret] }, '')`,
  markup: `document.querySelector('neon-otp').setAttribute('title', secret)`,
  events: `document.querySelector('neon-otp').dispatchEvent(
    Object.assign(new Event('neon-planted'), { error: new Error(secret) }))`,
  requests: `fetch('/observed-page.js?' + secret)`,
  console: `console.debug('planted', secret)`,
};

describe('the canary of the end-to-end tests', { timeout: 240_000 }, () => {
  let stage: Stage;
  let device: Device;
  before(async () => {
    stage = await Stage.open({});
    device = await stage.device('a browser');
    stage.canary.add('planted', secret);
  });
  after(() => stage.close());

  for (const [how, encode] of Object.entries(encodings)) {
    it(`finds a secret ${how}`, () => {
      const canary = new Canary();
      canary.add('PIN, ä', 'Büro+kalt/1?');
      assert.deepEqual(canary.find({ place: `..${encode('Büro+kalt/1!')}..` }), []);
      assert.deepEqual(canary.find({ place: `..${encode('Büro+kalt/1?')}..` }), ['place: PIN, ä']);
    });
  }

  it('finds a code in any spelling, and bytes in any encoding', () => {
    const canary = new Canary();
    canary.add('code', '3AHR-Z6DM-V29G-QY5H');
    canary.add('number', '482913');
    canary.add('stretched', new Uint8Array(32).fill(251));
    for (const text of ['3AHRZ6DMV29GQY5H', '3ahr-z6dm-v29g-qy5h', '3AHR-Z6DM-V29G-QY5H']) {
      assert.deepEqual(canary.find({ place: text }), ['place: code']);
    }
    for (const text of ['at 1482913000 s', 'key 3f482913a0', 'token Zx9_482913']) {
      assert.deepEqual(canary.find({ place: text }), []);
    }
    assert.deepEqual(canary.find({ a: 'number 482913.', b: '482 913' }), [
      'a: number',
      'b: number',
    ]);
    const bytes = Buffer.alloc(40, 251);
    for (const encoding of ['base64', 'base64url', 'hex'] as const) {
      assert.deepEqual(canary.find({ place: bytes.toString(encoding) }), ['place: stretched']);
    }
  });

  it('finds nothing where there is nothing, in places that are not empty', async () => {
    const places = await stage.places();
    assert.deepEqual(await stage.leaks(), []);
    for (const place of ['events', 'requests', 'markup', 'address', 'IndexedDB']) {
      assert.ok(places[`a browser, ${place}`], place);
    }
    for (const place of ['log', 'metrics', 'database']) assert.ok(places[place], place);
    assert.ok(places['replies to /btt/v1/hello']);
  });

  for (const [place, script] of Object.entries(plants)) {
    it(`finds a secret in: ${place}`, async () => {
      const { canary } = stage;
      const own = `planted in ${place}`;
      canary.add(own, own);
      await device.page.evaluate(
        // The policy against eval applies to pages, not to tests.
        `(async (secret) => { await (${script}); })(${JSON.stringify(own)})`,
      );
      const found = canary.find(await stage.places());
      assert.ok(found.includes(`a browser, ${place}: ${own}`), found.join('\n'));
    });
  }

  it('finds a secret in the log, in the database and on the wire', async () => {
    stage.service.log.push(secret);
    await stage.service.admin.post('/users', { service: stage.site.mac, login: secret });
    await device.page.evaluate(
      `fetch(${JSON.stringify(`${stage.service.url}/btt/v1/hello`)}, { method: 'POST', body: '{"x":"${secret}"}' })`,
    );
    const found = placesOf(await stage.leaks());
    assert.deepEqual(found, ['database', 'log', 'requests to /btt/v1/hello']);
  });
});

/** Places where the leaked secret was found. */
function placesOf(leaks: readonly string[]): string[] {
  return leaks.filter((leak) => leak.endsWith(': planted')).map((leak) => leak.split(': ')[0]!);
}
