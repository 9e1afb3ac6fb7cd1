/**
 * How the database finds the rows of every statement that the service sends while people use it and while it keeps house.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { NeonClient } from '../../../src/index.js';
import {
  countUses,
  findUsedVersions,
  usedKeys,
} from '../../../src/service/store/tables/key-uses.js';
import {
  listSealed,
  replaceSealed,
  sealedColumns,
} from '../../../src/service/store/sealed-columns.js';
import { pin } from '../../support/clients/pins.js';
import { rejectionCode } from '../../support/clients/rejection.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { openExplainedStore, type ExplainedStore } from '../support/services/explained-store.js';
import { nodeClient } from '../support/services/node-client.js';

const hour = 3_600_000;
const text = 'Pay 5 € to Bea';

/** Tables with a row for each customer, site, key, or none at all; all others grow with people and time. */
const tables = ['service', 'site', 'clock_mark', 'audit_head', 'key_binding', 'write_probe'];

/** These, and what an inner query with a limit has found. */
const small = [...tables, 'part'];

const scan = /^SCAN (\w+)/;

/** Reads a whole table, or all rows of one site, or of one key of a relying party. */
const scanOfSite =
  /^(?:SCAN|SEARCH(?= \w+ USING (?:COVERING )?INDEX \w+ \((?:als|party|used_by)=\?\)$)) (\w+)/;

describe('no statement reads a whole table that grows', () => {
  let explained: ExplainedStore;
  let statements: Set<string>;
  let service: TestService;
  let site: TestSite;

  before(async () => {
    explained = await openExplainedStore();
    ({ statements } = explained);
    service = await TestService.start({}, 'localhost', explained.store);
    statements.clear();
    site = await service.addSite({ seal: true, push: true, bio: 'allowed' });
  });

  after(() => service.close());

  async function plansOf(searches: readonly string[]): Promise<string[]> {
    return (await explained.plansOf(searches)).flat();
  }

  /** Statements sent since the last look, with the tables that each of them reads as a whole. */
  async function wholeReads(how = scan): Promise<string[]> {
    const sent = [...statements];
    statements.clear();
    const plans = await explained.plansOf(sent);
    return sent.flatMap((sql, index) => {
      const read = plans[index]!.flatMap((detail) => how.exec(detail)?.[1] ?? []);
      return read.flatMap((table) => (small.includes(table) ? [] : [`${table}: ${sql}`]));
    });
  }

  const rp = (path: string, body: object, headers = {}) =>
    service.rp(path, site.apiKey, { service: site.mac, ...body }, headers);

  async function enrolled(login: string): Promise<NeonClient> {
    const client = nodeClient(service.url, site);
    await client.activate(await service.issueCode(site, login), { pin });
    return client;
  }

  it('finds such a statement', async () => {
    assert.deepEqual(await wholeReads(), []);
    const bad = `select * from otp where h = ''`;
    statements.add(bad);
    assert.deepEqual(await wholeReads(), [`otp: ${bad}`]);
  });

  it('while people enrol, sign in, seal, change their PIN and end browsers', async () => {
    const ada = await enrolled('ada');
    const other = await enrolled('ada');
    assert.equal(
      await rejectionCode(ada.getOnlineOtp('ada', { pin: '111213' })),
      'PASSWORD_IS_WRONG',
    );
    for (const idempotency of [{}, { 'idempotency-key': 'a-first-request' }]) {
      const { value } = await ada.getOnlineOtp('ada', { pin });
      const claim = { login: 'ada', otp: value };
      for (const ok of [true, 'idempotency-key' in idempotency]) {
        assert.equal((await rp('/otp/verify', claim, idempotency)).body['ok'], ok);
      }
    }
    assert.equal((await rp('/otp/verify', { login: 'nobody', otp: '12345678' })).body['ok'], false);
    const wrong = { login: 'ada', otp: '00000000' };
    const refusal = await rp('/otp/verify', wrong, { 'idempotency-key': 'a-refused-request' });
    assert.equal(refusal.body['ok'], false);
    const { accessToken } = await ada.getAccessToken('ada', { pin });
    const asked = await service.rp('/jwt/introspect', site.apiKey, { token: accessToken });
    assert.equal(asked.body['active'], true);
    const seal = await ada.sealData('ada', text, { pin });
    for (const once of [false, true]) {
      assert.equal((await rp('/seal/verify', { seal, data: text, once })).body['ok'], true);
    }
    await ada.setBioKey('ada', 'a value that nobody guesses', { pin });
    await ada.revokeBioKey('ada', { pin });
    await ada.getActivationCode('ada', { pin });
    await ada.changePin('ada', { oldPin: pin, newPin: '739154' });
    const resetCode = await service.issueCode(site, 'ada', { kind: 'reset' });
    await ada.resetPin('ada', { resetCode, newPin: pin });
    const [tid] = (await ada.devices('ada')).flatMap((one) => (one.isThis ? [] : [one.tid]));
    await ada.revokeDevice('ada', tid!, { pin });
    assert.deepEqual(await other.initOnline(), []);
    assert.deepEqual(await ada.initOnline(), ['ada']);
    await ada.forget('ada');
    // A site has as many rows as people sign in there.
    assert.deepEqual(await wholeReads(scanOfSite), []);
  });

  it('while a browser asks another one for approval', async () => {
    const bea = await enrolled('bea');
    const stranger = nodeClient(service.url, site);
    const shown = new Promise<string>((resolve, reject) => {
      stranger.getRemoteOtpByPush('bea', { onNumber: resolve }).catch(reject);
    });
    const number = await shown;
    const [request] = await bea.pushRequests();
    await bea.answerPush(request!.pid, { approve: true, number, pin });
    assert.deepEqual(await wholeReads(), []);
  });

  it('while administrators list, block, unblock and delete', async () => {
    const { admin } = service;
    const cleo = await enrolled('cleo');
    const { users } = await admin.done<{ users: { uid: string }[] }>(
      `/users?service=${site.mac}&login=cleo`,
    );
    const [{ uid }] = users as [{ uid: string }];
    await admin.done(`/users?service=${site.mac}&limit=2`);
    const { tokens } = await admin.done<{ tokens: { tid: string }[] }>(
      `/tokens?service=${site.mac}&login=cleo`,
    );
    const [{ tid }] = tokens as [{ tid: string }];
    await admin.done(`/tokens/${tid}/block`, { method: 'POST' });
    assert.equal(await rejectionCode(cleo.getOnlineOtp('cleo', { pin })), 'TOKEN_IS_BLOCKED');
    await admin.done(`/tokens/${tid}/unblock`, { method: 'POST' });
    await admin.done(`/users/${uid}/disable`, { method: 'POST' });
    await admin.done(`/users/${uid}/export`);
    await admin.done(`/users/${uid}`, { method: 'DELETE' });
    const spare = await service.addAlias(site.mac, 'https://spare.example');
    await admin.done(`/sites/${spare}`, { method: 'DELETE' });
    assert.deepEqual(await wholeReads(), []);
  });

  it('while administrators search the audit trail, in whatever way', async () => {
    await enrolled('eve');
    const { entries } = await service.admin.done<{ entries: Record<string, string>[] }>('/audit');
    const { actor, kind, subject, at, seq } = entries[1]!;
    const filters = {
      actor,
      kind,
      subject,
      since: at,
      until: Number(at) + 1,
      before: seq,
      after: 0,
    };
    const names = Object.keys(filters) as (keyof typeof filters)[];
    statements.clear();
    for (let chosen = 0; chosen < 2 ** names.length; chosen++) {
      const query = new URLSearchParams(
        names.flatMap((name, bit) => (chosen & (1 << bit) ? [[name, String(filters[name])]] : [])),
      );
      const body = await service.admin.done<{ entries: { seq: number }[] }>(`/audit?${query}`);
      const isAmong = body.entries.some((entry) => entry.seq === Number(seq));
      assert.equal(isAmong, !query.has('before'), String(query));
    }
    const searches = [...statements].filter((sql) => sql.includes('"audit"'));
    const plans = await plansOf(searches);
    assert.deepEqual(await wholeReads(), []);
    // No plan sorts either, which would read as much.
    const indexes = [
      'audit_actor',
      'audit_at',
      'audit_kind',
      'audit_subject',
      'PRIMARY KEY',
      ' part',
    ];
    assert.deepEqual(
      plans.filter((detail) => !indexes.some((index) => detail.includes(index))),
      [],
    );
  });

  it('while administrators look for events, in whatever way', async () => {
    await enrolled('fay');
    statements.clear();
    for (const query of ['', 'login=fay', 'kind=enrolled', 'login=fay&kind=enrolled']) {
      for (const time of ['', 'since=1', 'until=900000000000000', 'before=9000000000000.1']) {
        const path = `/events?service=${site.mac}&${query}&${time}`;
        const { events } = await service.admin.done<{ events: unknown[] }>(path);
        assert.notDeepEqual(events, [], path);
      }
    }
    const searches = [...statements].filter((sql) => sql.includes('from "event"'));
    const plans = await plansOf(searches);
    const indexes = ['event_uid', 'event_mac'];
    assert.notDeepEqual(plans, []);
    // No plan sorts.
    const others = plans.filter((detail) => !indexes.some((index) => detail.includes(index)));
    assert.deepEqual(others, []);
    assert.deepEqual(await wholeReads(), []);
  });

  it('while the service keeps house, and after its clock was put back', async () => {
    const dora = await enrolled('dora');
    await dora.getAccessToken('dora', { pin });
    await service.refresh();
    service.clock.wallOffset -= hour;
    await service.refresh();
    service.clock.advance(48 * hour);
    await service.refresh();
    assert.ok(service.log.every((line) => !line.includes('housekeeping.failed')));
    assert.deepEqual(await wholeReads(), []);
  });

  it('when an old version of a key is looked for', async () => {
    const { read, transaction } = service.store;
    for (const name of usedKeys) {
      await countUses(read, name, 1, service.clock.now());
      await findUsedVersions(read, name, service.clock.now());
    }
    for (const column of Object.values(sealedColumns)) {
      const rows = await listSealed(read, column, 1, 1);
      const row = rows[0] ?? { row: ['none'], sealed: '' };
      await transaction((tx) =>
        replaceSealed(tx, column, row, { sealed: row.sealed, kekVersion: 1 }),
      );
    }
    assert.deepEqual(await wholeReads(), []);
  });
});
