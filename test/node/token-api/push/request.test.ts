import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generateSigningKey } from '../../../../src/crypto/jws.js';
import { pushPath } from '../../../../src/protocol/push.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import type { TestService } from '../../../support/services/test-service.js';
import type { Json } from '../../support/tokens/token-answers.js';
import { assertRefused, type Door } from '../../support/tokens/token-door.js';
import { doorOf, enrol } from '../../support/tokens/enrolled-token.js';
import * as push from '../../support/tokens/raw-push.js';
import { RawToken } from '../../support/tokens/raw-token.js';
import { leavesNoTrace, userRow } from '../../support/services/database-rows.js';

const minute = 60_000;

let service: TestService;
let site: TestSite;
let door: Door;

push.usePush((started) => ({ service, site, door } = started));

/** Rows of the table, by request. */
async function rowOf(pid: string): Promise<Json> {
  const { push: rows } = await service.dump();
  return (rows as Json[]).find((row) => row['pid'] === pid)!;
}

/** How many rows each table has. */
async function counts(): Promise<Json> {
  const dump = await service.dump();
  return Object.fromEntries(Object.entries(dump).map(([name, rows]) => [name, rows.length]));
}

describe('a request that is not in order', () => {
  it('is refused where there is no push, by service or by state', async () => {
    const without = await service.addSite();
    const closed = await service.addSite({ push: true });
    await service.admin.patch(`/services/${closed.mac}`, { status: 'closed' });
    for (const one of [without, closed]) {
      const reply = await leavesNoTrace(service, async () => {
        const draft = await push.draftPush(door, 'ada', { als: one.alias });
        return door.post(pushPath, draft.body, { address: push.freshAddress() });
      });
      assertRefused(reply, '404 NO_ACTIVE_SERVICE_FOR_USER');
    }
  });

  it('is refused from another page, for another alias, and with an old challenge', async () => {
    const { body } = await push.draftPush(door, 'ada');
    const foreign = 'https://evil.example';
    const send = (members: Json, origin = door.origin) =>
      leavesNoTrace(service, () => door.post(pushPath, { ...body, ...members }, { origin }));
    assertRefused(await send({}, foreign), '403 ORIGIN_NOT_ALLOWED');
    assertRefused(await send({ org: foreign }), '403 ORIGIN_NOT_ALLOWED');
    assertRefused(await send({ als: '0'.repeat(32) }), '404 MACID_IS_UNKNOWN');
    assertRefused(await send({ v: 2 }), '400 VERSION_UNSUPPORTED');
    const other = await service.addAlias(site.mac, door.origin);
    assertRefused(await send({ als: other }), '409 CHALLENGE_STALE');
    service.clock.advance(5 * minute + 1);
    assertRefused(await send({}), '409 CHALLENGE_STALE');
  });

  it('is refused with an extra, missing or malformed member', async () => {
    const { body } = await push.draftPush(door, 'ada');
    for (const wrong of [
      { cc: undefined },
      { cc: 'AAAA' },
      { login: '' },
      { login: 7 },
      { number: '123456' },
      { sig: 'a.b' },
      { sig: null },
    ]) {
      const reply = await leavesNoTrace(service, () =>
        door.post(pushPath, { ...body, ...wrong }, { address: push.freshAddress() }),
      );
      assertRefused(reply, '400 REQUEST_MALFORMED');
    }
  });

  it('is refused with a signature of another key, token, type or request', async () => {
    const token = await enrol(service, site, 'signer');
    const unknown = await RawToken.make(door);
    const { body } = await push.draftPush(door, 'signer');
    const send = async (sig: string) =>
      leavesNoTrace(service, () =>
        door.post(pushPath, { ...body, sig }, { address: push.freshAddress() }),
      );
    const { privateKey } = await generateSigningKey();
    const forged = Object.assign(token.clone(), { pair: { privateKey } }) as RawToken;
    const wrongKey = '401 STATIC_TOKEN_KEY_IS_INVALID';
    assertRefused(await send(await push.signPush(forged, body)), wrongKey);
    assertRefused(await send(await push.signPush(unknown, body)), wrongKey);
    for (const draft of [
      { header: { typ: 'btt-req' } },
      { header: { alg: 'HS256' } },
      { header: { kid: unknown.tid } },
      { claims: { login: 'another' } },
      { claims: { iss: 'https://another.example' } },
      { claims: { v: 2 } },
      { claims: { cc: (await push.draftPush(door, 'signer')).body['cc'] } },
    ]) {
      assertRefused(await send(await push.signPush(token, body, draft)), '400 REQUEST_MALFORMED');
    }
    await token.run('token.revoke');
    assertRefused(await send(await push.signPush(token, body)), wrongKey);
    const left = await enrol(service, site, 'who left');
    const { uid } = await userRow(service, 'who left');
    await service.admin.delete(`/users/${uid}`);
    assertRefused(await send(await push.signPush(left, body)), wrongKey);
  });
});

describe('a request whose answer was lost', () => {
  it('makes no second request when it is sent again, and counts once', async () => {
    const token = await enrol(service, site, 'again');
    const address = push.freshAddress();
    for (const login of ['again', 'nobody again']) {
      const { body } = await push.draftPush(door, login);
      const send = () => door.post(pushPath, body, { address });
      const first = JSON.parse((await send()).text) as Json;
      service.clock.advance(1_000);
      for (let count = 0; count < 6; count++) {
        const { status, text } = await leavesNoTrace(service, send);
        assert.deepEqual([status, JSON.parse(text)], [200, { ...first, ttl: 119_000 }]);
      }
      const other = await push.draftPush(door, 'another', { cc: body['cc'] });
      const reply = await leavesNoTrace(service, () => door.post(pushPath, other.body));
      assertRefused(reply, '400 REQUEST_MALFORMED');
    }
    assert.equal((await push.inbox(token)).length, 1);
  });

  it('makes one request when it is sent several times at once', async () => {
    const token = await enrol(service, site, 'at once');
    const { body } = await push.draftPush(door, 'at once');
    const send = () => door.post(pushPath, body, { address: push.freshAddress() });
    const replies = await Promise.all(Array.from({ length: 8 }, send));
    for (const { status, text } of replies) {
      assert.deepEqual([status, text], [200, replies[0]!.text]);
    }
    assert.equal((await push.inbox(token)).length, 1);
    // Two more are allowed: it has counted once.
    for (let count = 0; count < 2; count++) await push.ask(door, 'at once');
    assertRefused(await push.requestPush(door, 'at once'), '429 RATE_LIMITED');
  });
});

describe('what a browser that is not enrolled learns of a login', () => {
  /** Asks and collects for a login; what came back without what is random, and what it did to the tables. */
  async function observe(login: string): Promise<unknown> {
    const before = await counts();
    const { cv, body } = await push.draftPush(door, login);
    const reply = await door.post(pushPath, body, { address: push.freshAddress() });
    const { pid, number, ttl, ...rest } = JSON.parse(reply.text) as Record<string, string>;
    const after = await counts();
    const headers = [...reply.headers].filter(([name]) => !/^(date|keep-alive)$/.test(name));
    const waiting = await push.collect({ door, pid: pid!, cv });
    service.clock.advance(2 * minute);
    const end = await push.collect({ door, pid: pid!, cv });
    const added = Object.entries(after).filter(([name, count]) => count !== before[name]);
    return {
      ask: [reply.status, headers, pid!.length, number!.length, ttl, rest],
      added: added.map(([name]) => name),
      collect: [waiting.status, waiting.text, end.status, end.text],
    };
  }

  it('is the same whether it exists, can be reached, is muted, disabled or unknown', async () => {
    await enrol(service, site, 'reachable');
    await service.admin.post('/users', { service: site.mac, login: 'deviceless' });
    const muted = await enrol(service, site, 'muted');
    await push.refuse(muted, (await push.ask(door, 'muted')).pid, true);
    await enrol(service, site, 'disabled');
    const { body } = await service.admin.get(`/users?service=${site.mac}&login=disabled`);
    const [user] = (body as { users?: { uid: string }[] }).users ?? [];
    await service.admin.post(`/users/${user!.uid}/disable`);

    const seen = await observe('reachable');
    const { collect } = seen as { collect: unknown[] };
    assert.deepEqual(collect.slice(0, 3), [202, '{"st":"pending"}', 410]);
    for (const login of ['nobody', 'deviceless', 'muted', 'disabled', 'no\u0000login']) {
      assert.deepEqual(await observe(login), seen, login);
    }
  });

  it('is limited for all logins: three unanswered requests in ten minutes, then one in thirty', async () => {
    await enrol(service, site, 'limited');
    for (const login of ['limited', 'LIMITED nobody']) {
      service.clock.advance(61 * minute);
      const status = async () => (await push.requestPush(door, login)).status;
      assert.deepEqual([await status(), await status(), await status()], [200, 200, 200]);
      const over = await push.requestPush(door, login.toUpperCase());
      assertRefused(over, '429 RATE_LIMITED');
      assert.equal(over.headers.get('retry-after'), '1800');
      service.clock.advance(30 * minute - 1);
      assert.equal(await status(), 429);
      service.clock.advance(1);
      assert.deepEqual([await status(), await status()], [200, 429]);
    }
  });

  it('is nothing once its address has asked thirty times in ten minutes', async () => {
    const address = push.freshAddress();
    const send = (login: string) => push.requestPush(door, login, {}, { address });
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, index) => send(`somebody ${index}`)),
    );
    assert.equal(replies.filter(({ status }) => status === 200).length, 30);
    const over = await leavesNoTrace(service, () => send('somebody else'));
    assertRefused(over, '429 RATE_LIMITED');
    assert.equal(over.headers.get('retry-after'), '600');
    assert.equal((await push.requestPush(door, 'somebody else')).status, 200);
    service.clock.advance(10 * minute);
    assert.equal((await send('somebody else')).status, 200);
  });

  it('is limited by address as the service says, and counted for each service alone', async () => {
    const strict = await service.addSite({ push: true, pushPerAddress: 2 });
    const page = doorOf(service, strict);
    const address = push.freshAddress();
    const send = async (to: Door) =>
      (await push.requestPush(to, push.freshAddress(), {}, { address })).status;
    assert.deepEqual([await send(page), await send(page), await send(page)], [200, 200, 429]);
    assert.equal(await send(door), 200);
  });

  it('leaves neither number, secret nor an unknown login in the database or the log', async () => {
    await enrol(service, site, 'careful');
    const { pid, number, cv } = await push.ask(door, 'careful');
    await push.ask(door, 'stranger-4711');
    const kept = JSON.stringify(await service.dump());
    const log = service.log.join('\n');
    for (const secret of [number, cv])
      assert.ok(!JSON.stringify(await rowOf(pid)).includes(secret));
    assert.ok(!kept.includes(cv) && !kept.includes('stranger-4711'));
    assert.ok(!log.includes(cv) && !log.includes('stranger-4711') && !log.includes(number));
  });
});
