import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { doorOf, enrol } from '../support/tokens/enrolled-token.js';
import { call, type Answer } from '../../support/services/door-call.js';
import { assertRefused } from '../support/services/door-answers.js';
import * as push from '../support/tokens/raw-push.js';
import type { RawToken } from '../support/tokens/raw-token.js';
import { leavesNoTrace, userRow } from '../support/services/database-rows.js';

const minute = 60_000;

let service: TestService;
let site: TestSite;
let key: string;

before(async () => {
  service = await TestService.start();
  service.clock.stop();
  site = await service.addSite({ push: true, name: 'Harbour Bank' });
  key = await newKey(site.mac, ['push']);
});

beforeEach(() => service.clock.advance(61 * minute));

after(() => service.close());

async function newKey(mac: string, scopes: readonly string[]): Promise<string> {
  const { body } = await service.admin.post<{ key: string }>('/keys', { service: mac, scopes });
  return body.key;
}

function send(path: 'request' | 'result' | 'cancel', body: object, by = key): Promise<Answer> {
  const whole = { service: site.mac, ...body };
  return call(`${service.localUrl}/rp/v1/push/${path}`, { key: by, body: whole });
}

/** Makes a push request as a relying party. */
async function ask(login: string, more: object = {}): Promise<{ pid: string; number: string }> {
  const { status, body } = await send('request', { login, ...more });
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body['ttl'], 120_000);
  return { pid: String(body['pid']), number: String(body['number']) };
}

async function approved(login: string): Promise<{ pid: string; token: RawToken }> {
  const token = await enrol(service, site, login);
  const { pid, number } = await ask(login);
  assert.equal((await push.approve(token, pid, number))['ok'], true);
  return { pid, token };
}

describe('push for a relying party', () => {
  it('is refused without the scope, for another service, and where there is no push', async () => {
    const question = { pid: 'A'.repeat(22) };
    const other = await service.addSite();
    const otherKey = await newKey(other.mac, ['push']);
    await leavesNoTrace(service, async () => {
      for (const [path, body] of [
        ['request', { login: 'ada' }],
        ['result', question],
        ['cancel', question],
      ] as const) {
        assertRefused(await send(path, body, site.apiKey), '403 KEY_NOT_ALLOWED');
        assertRefused(await send(path, body, otherKey), '403 KEY_NOT_ALLOWED');
        assertRefused(await send(path, body, 'nonsense'), '401 NOT_AUTHORIZED');
      }
      const none = await send('request', { login: 'ada', service: other.mac }, otherKey);
      assertRefused(none, '404 NO_ACTIVE_SERVICE_FOR_USER');
    });
  });

  it('is refused with a malformed body', async () => {
    await leavesNoTrace(service, async () => {
      for (const body of [
        {},
        { login: 1 },
        { login: 'ada', number: '123456' },
        ...['', 'x'.repeat(65), 'Lisbon\n', 'Lisbon\u202egubsiL', 7].map((place) => ({
          login: 'ada',
          place,
        })),
      ]) {
        assertRefused(await send('request', body), '400 REQUEST_MALFORMED');
      }
      const pid = 'A'.repeat(22);
      for (const body of [
        {},
        { pid: '' },
        { pid, wait: 26 },
        { pid, wait: '1' },
        { pid, cv: pid },
      ]) {
        assertRefused(await send('result', body), '400 REQUEST_MALFORMED');
        assertRefused(await send('cancel', body), '400 REQUEST_MALFORMED');
      }
    });
  });

  it('keeps its results from other relying parties and from pages', async () => {
    const { pid } = await approved('private');
    const another = await newKey(site.mac, ['push']);
    const unknown = '404 PUSH_ALIAS_ENTRY_DOES_NOT_EXIST';
    assertRefused(await send('result', { pid }, another), unknown);
    assertRefused(await send('result', { pid: 'A'.repeat(22) }), unknown);
    const page = await push.collect({ door: doorOf(service, site), pid, cv: 'A'.repeat(43) });
    assert.equal(page.status, 404);
    const pages = await push.ask(doorOf(service, site), 'private');
    assertRefused(await send('result', { pid: pages.pid }), unknown);
  });

  it('says that a request is pending, was denied, or has expired', async () => {
    const token = await enrol(service, site, 'answers');
    const { pid } = await ask('answers');
    const { push: shown } = await token.status();
    assert.deepEqual(
      (shown as object[]).map((one) => ({ ...one, at: 0 })),
      [{ pid, at: 0, site: 'Harbour Bank', place: '', browser: '', ttl: 120_000 }],
    );
    const waiting = await send('result', { pid });
    assert.deepEqual([waiting.status, waiting.body], [202, { st: 'pending' }]);
    await push.refuse(token, pid);
    assertRefused(await send('result', { pid }), '410 PUSH_DENIED');
    const late = await ask('nobody');
    assert.equal((await send('result', { pid: late.pid })).status, 202);
    service.clock.advance(2 * minute);
    assertRefused(await send('result', { pid: late.pid }), '410 PUSH_EXPIRED');
  });

  it('shows the location that the relying party names', async () => {
    const token = await enrol(service, site, 'traveller');
    const place = 'São Tomé & Príncipe';
    await ask('traveller', { place });
    const { push: shown } = await token.status();
    assert.deepEqual(
      (shown as { place: string }[]).map((one) => one.place),
      [place],
    );
  });

  it('is cancelled by the relying party that asked, and by no other', async () => {
    const token = await enrol(service, site, 'given up');
    const { pid } = await ask('given up');
    const another = await newKey(site.mac, ['push']);
    const unknown = '404 PUSH_ALIAS_ENTRY_DOES_NOT_EXIST';
    await leavesNoTrace(service, async () => {
      assertRefused(await send('cancel', { pid }, another), unknown);
      assertRefused(await send('cancel', { pid: 'A'.repeat(22) }), unknown);
    });
    assert.deepEqual(await push.inbox(token), [pid]);
    assert.equal((await send('cancel', { pid })).status, 204);
    assert.deepEqual(await push.inbox(token), []);
    assertRefused(await send('result', { pid }), '410 PUSH_EXPIRED');
  });

  it('says who approved and how, once, and again to a repeated request', async () => {
    const token = await enrol(service, site, 'Ada L.');
    const { pid, number } = await ask('ada l.');
    const waiting = send('result', { pid, wait: 25 });
    await push.approve(token, pid, number);
    const { status, body } = await waiting;
    const { uid } = await userRow(service, 'ada l.');
    const authTime = service.clock.now();
    const amr = ['swk', 'pin', 'mfa', 'mca'];
    assert.deepEqual([status, body], [200, { ok: true, uid, login: 'Ada L.', amr, authTime }]);
    service.clock.advance(30_000 - 1);
    assert.deepEqual((await send('result', { pid })).body, body);
    service.clock.advance(1);
    assertRefused(await send('result', { pid }), '410 PUSH_EXPIRED');
  });

  it('is limited by login, together with the requests of pages', async () => {
    await ask('limited');
    await push.ask(doorOf(service, site), 'limited');
    await ask('Limited');
    const over = await send('request', { login: 'limited' });
    assertRefused(over, '429 RATE_LIMITED');
    assert.equal(over.headers.get('retry-after'), '1800');
  });
});
