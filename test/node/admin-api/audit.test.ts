import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pin } from '../../support/clients/pins.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import type { AdminApi } from '../../support/services/admin-api.js';
import { TestService } from '../../support/services/test-service.js';
import { nodeClient } from '../support/services/node-client.js';

interface Entry {
  seq: number;
  at: number;
  actor: string;
  kind: string;
  subject: string;
  detail: Record<string, unknown>;
}

describe('the audit trail', () => {
  let service: TestService;
  let admin: AdminApi;
  let site: TestSite;

  before(async () => {
    service = await TestService.start();
    ({ admin } = service);
    site = await service.addSite();
  });

  after(() => service.close());

  async function entries(after = 0, limit = 1000): Promise<Entry[]> {
    const { body } = await admin.get(`/audit?after=${after}&limit=${limit}`);
    return body['entries'] as Entry[];
  }

  /** Entries and log lines that an action adds. */
  async function added(action: () => Promise<unknown>) {
    const seq = (await entries()).at(-1)!.seq;
    const lines = service.log.length;
    await action();
    const written = await entries(seq);
    const logged = service.log
      .slice(lines)
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ event }) => event === 'audit');
    assert.equal(logged.length, written.length);
    for (const [index, { kind, actor, subject, detail }] of written.entries()) {
      assert.deepEqual(logged[index], {
        level: 'info',
        event: 'audit',
        ...detail,
        kind,
        actor,
        subject,
      });
    }
    return written.map(({ actor, kind, subject, detail }) => ({ actor, kind, subject, detail }));
  }

  it('has no entry for a refused request', async () => {
    const refused = await added(async () => {
      await admin.post('/users', { service: 'none', login: 'ada' });
      await admin.post('/services', { mac: site.mac });
      await admin.post('/users/none/disable');
      await admin.post('/tokens/none/block');
      await admin.post('/codes', { service: site.mac, login: 'nobody', kind: 'activation' });
      await admin.delete('/keys/none');
    });
    assert.deepEqual(refused, []);
  });

  it('cannot be changed through the door', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      for (const path of ['/audit', '/audit/1']) {
        assert.equal((await admin.send(path, { method, body: {} })).status, 404);
      }
    }
  });

  it('has an entry for each action of the administrator', async () => {
    const actor = 'admin';
    let uid = '';
    const made = await added(async () => {
      await admin.makeService({ mac: 'audited', name: 'Audited' });
      await admin.patch('/services/audited', { seal: true, name: 'A' });
      uid = await admin.makeUser('audited', 'ada');
      await admin.post(`/users/${uid}/disable`);
      await admin.post(`/users/${uid}/enable`);
      await admin.delete(`/users/${uid}`);
    });
    assert.deepEqual(made, [
      { actor, kind: 'service.created', subject: 'audited', detail: { name: 'Audited' } },
      { actor, kind: 'service.changed', subject: 'audited', detail: { settings: 'name seal' } },
      { actor, kind: 'user.created', subject: uid, detail: { service: 'audited' } },
      { actor, kind: 'user.disable', subject: uid, detail: {} },
      { actor, kind: 'user.enable', subject: uid, detail: {} },
      { actor, kind: 'user.delete', subject: uid, detail: {} },
    ]);
  });

  it('has an entry for sites and keys, without the key', async () => {
    const origins = ['https://a.example', 'https://b.example'];
    const written = await added(async () => {
      await admin.made('/sites', { service: site.mac, origins });
      const { id } = await admin.made('/keys', {
        service: site.mac,
        scopes: ['push', 'otp.verify'],
      });
      await admin.delete(`/keys/${String(id)}`);
    });
    assert.deepEqual(
      written.map(({ kind, detail }) => ({ kind, detail })),
      [
        { kind: 'site.created', detail: { service: site.mac, origins: origins.join(' ') } },
        { kind: 'key.created', detail: { service: site.mac, scopes: 'push otp.verify' } },
        { kind: 'key.revoked', detail: { service: site.mac } },
      ],
    );
  });

  it('tells the administrator apart from the token that acts', async () => {
    const opened = nodeClient(service.url, site);
    const code = await service.issueCode(site, 'actor');
    const written = await added(async () => {
      await opened.activate(code, { pin });
      const { body } = await admin.get(`/tokens?service=${site.mac}&login=actor`);
      const [{ tid } = { tid: '' }] = body['tokens'] as { tid: string }[];
      await admin.post(`/tokens/${tid}/block`);
      await admin.post(`/tokens/${tid}/unblock`);
      await opened.forget('actor');
    });
    const tid = written[0]!.actor;
    assert.match(tid, /^[\w-]{43}$/);
    const blocked = written.filter(({ kind }) => /^token\.(un)?block$/.test(kind));
    assert.deepEqual(
      blocked.map(({ actor, subject }) => [actor, subject]),
      [
        ['admin', tid],
        ['admin', tid],
      ],
    );
    assert.ok(written.at(-1)!.actor === tid);
  });

  it('numbers its entries upwards, and is read page by page', async () => {
    const all = await entries();
    assert.ok(all.length > 10);
    assert.ok(
      all.every(({ seq, at }, index) => index === 0 || (seq > all[index - 1]!.seq && at > 0)),
    );
    assert.deepEqual(await entries(all[2]!.seq, 3), all.slice(3, 6));
    assert.deepEqual(await entries(all.at(-1)!.seq), []);
  });

  it('lists the newest entry first, with a cursor in either direction', async () => {
    const all = await entries();
    const newest = all.toReversed();
    const { body: first } = await admin.get('/audit?limit=4');
    assert.deepEqual(first, { entries: newest.slice(0, 4), next: { before: newest[3]!.seq } });
    const { body: second } = await admin.get(`/audit?limit=4&before=${newest[3]!.seq}`);
    assert.deepEqual(second['entries'], newest.slice(4, 8));
    const { body: oldest } = await admin.get(`/audit?before=${all[2]!.seq}`);
    assert.deepEqual(oldest, { entries: newest.slice(-2) });
    const { body: followed } = await admin.get('/audit?limit=4&after=0');
    assert.deepEqual(followed, { entries: all.slice(0, 4), next: { after: all[3]!.seq } });
    const between = `/audit?after=${all[1]!.seq}&before=${all[4]!.seq}`;
    assert.deepEqual((await admin.get(between)).body, { entries: all.slice(2, 4) });
  });

  it('lists 100 entries per page by default', async () => {
    for (let count = 0; count < 101; count++)
      await admin.makeUser(site.mac, `one of many ${count}`);
    const newest = (await entries()).toReversed();
    const { body } = await admin.get('/audit');
    assert.deepEqual(body, { entries: newest.slice(0, 100), next: { before: newest[99]!.seq } });
  });
});

describe('secrets', () => {
  // Nine digits, since six occur in a dump by chance.
  const rightPin = '739164820';
  const wrongPin = '820461937';

  it('are in no database row and no log line, whatever they were used for', async () => {
    const service = await TestService.start();
    const { admin } = service;
    try {
      const site = await service.addSite();
      const code = await service.issueCode(site, 'ada');
      const unused = await service.issueCode(site, 'grace');
      const opened = nodeClient(service.url, site);
      await opened.activate(code, { pin: rightPin });
      await opened.getOnlineOtp('ada', { pin: wrongPin }).catch(() => {});
      const otp = await opened.getOnlineOtp('ada', { pin: rightPin });
      const headers = { 'idempotency-key': 'canary-1' };
      const claim = { service: site.mac, login: 'ada', otp: otp.value };
      await service.rp('/otp/verify', site.apiKey, { ...claim, otp: '00000000' });
      await service.rp('/otp/verify', site.apiKey, claim, headers);
      await service.rp('/otp/verify', site.apiKey, { ...claim, surprise: otp.value });
      await admin.post('/users', `{"service":"${code}"`);
      await admin.post('/users', { service: site.mac, login: `\u202e${code}` });
      await admin.get(`/users/${code}/unblock?${otp.value}`);
      await service.rp(`/otp/verify?key=${site.apiKey}`, `${site.apiKey}x`, claim);

      const everything = service.log.join('\n') + JSON.stringify(await service.dump());
      assert.ok(everything.includes('otp.verified') && everything.includes('"login":"ada"'));
      const secrets = [code, unused, code.replaceAll('-', ''), otp.value, rightPin, wrongPin];
      for (const secret of [...secrets, site.apiKey, service.adminKey]) {
        assert.ok(!everything.includes(secret), `found ${secret}`);
      }
    } finally {
      await service.close();
    }
  });
});
