import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collectPath } from '../../../../src/protocol/push.js';
import { statusPath } from '../../../../src/protocol/status.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import type { TestService } from '../../../support/services/test-service.js';
import { granted, type Json } from '../../support/tokens/token-answers.js';
import type { Door, Reply } from '../../support/tokens/token-door.js';
import { enrol } from '../../support/tokens/enrolled-token.js';
import * as push from '../../support/tokens/raw-push.js';
import type { RawToken } from '../../support/tokens/raw-token.js';
import { userRow } from '../../support/services/database-rows.js';

let service: TestService;
let site: TestSite;
let door: Door;

push.usePush((started) => ({ service, site, door } = started));

/** Waits with a token for another inbox than `known`. */
async function waitForInbox(token: RawToken, known: readonly string[]) {
  const items = [await token.statusItem()];
  return { reply: door.post(statusPath, { v: 1, als: door.als, items, wait: 25, known }) };
}

/** What the service says of the one token. */
async function itemOf(reply: Reply): Promise<Json> {
  const { items } = await door.verified(granted(reply), 'btt-status');
  return (items as Json[])[0]!;
}

describe('a request that waits', () => {
  it('is answered as soon as the outcome is there', async () => {
    const token = await enrol(service, site, 'waits');
    const asked = await push.ask(door, 'waits');
    const reply = push.collect(asked, 25);
    await push.approve(token, asked.pid, asked.number);
    const begin = performance.now();
    assert.equal((await reply).status, 200);
    assert.ok(performance.now() - begin < 2_000);
  });

  it('for the inbox is answered at once when the browser does not know all requests', async () => {
    const token = await enrol(service, site, 'knows');
    const { pid } = await push.ask(door, 'knows');
    for (const known of [[], ['A'.repeat(22)], [pid, 'A'.repeat(22)]]) {
      const begin = performance.now();
      const { reply } = await waitForInbox(token, known);
      const shown = (await itemOf(await reply))['push'] as Json[];
      assert.deepEqual(
        shown.map((one) => one['pid']),
        [pid],
      );
      assert.ok(performance.now() - begin < 2_000);
    }
  });

  it('for the inbox is answered when a request comes, and when it is answered', async () => {
    const [token, other] = [
      await enrol(service, site, 'comes'),
      await enrol(service, site, 'comes'),
    ];
    const first = await waitForInbox(token, []);
    const { pid } = await push.ask(door, 'comes');
    const shown = (await itemOf(await first.reply))['push'] as Json[];
    assert.deepEqual(
      shown.map((one) => one['pid']),
      [pid],
    );
    const second = await waitForInbox(token, [pid]);
    await push.refuse(other, pid);
    const item = await itemOf(await second.reply);
    assert.deepEqual([item['st'], item['push']], ['active', []]);
  });

  it('for the inbox keeps waiting while the user is disabled', async () => {
    const token = await enrol(service, site, 'paused');
    const { pid } = await push.ask(door, 'paused');
    const { uid } = await userRow(service, 'paused');
    await service.admin.post(`/users/${uid}/disable`);
    assert.deepEqual(await push.inbox(token), []);
    const { reply } = await waitForInbox(token, []);
    // It would be answered before these are.
    for (let count = 0; count < 5; count++) await push.inbox(await enrol(service, site, 'other'));
    await service.admin.post(`/users/${uid}/enable`);
    // Of two requests of one moment, either might come first.
    service.clock.advance(1);
    await push.ask(door, 'paused');
    const shown = (await itemOf(await reply))['push'] as Json[];
    assert.equal(shown[0]?.['pid'], pid);
  });

  it('is told when its token takes a step meanwhile', async () => {
    const token = await enrol(service, site, 'moves');
    const { pid } = await push.ask(door, 'moves');
    const { reply } = await waitForInbox(token, [pid]);
    await push.refuse(token, pid);
    assert.equal((await itemOf(await reply))['st'], 'stale');
    assert.deepEqual(await push.inbox(token), []);
  });

  it('is told when the request for approval expires', async () => {
    const token = await enrol(service, site, 'clock');
    const asked = await push.ask(door, 'clock');
    const { reply } = await waitForInbox(token, [asked.pid]);
    const outcome = push.collect(asked, 25);
    await door.hello();
    service.clock.advance(2 * 60_000);
    assert.equal((await outcome).status, 410);
    assert.deepEqual((await itemOf(await reply))['push'], []);
  });

  it('waits at most eight times at once per request and per browser', async () => {
    const [token, other] = [await enrol(service, site, 'many'), await enrol(service, site, 'many')];
    const asked = await push.ask(door, 'many');
    const pages = Array.from({ length: 9 }, () => push.collect(asked, 25));
    const tooMany = await Promise.race(pages);
    assert.deepEqual([tooMany.status, tooMany.text], [202, '{"st":"pending"}']);

    const tabs = [];
    for (let count = 0; count < 9; count++) {
      tabs.push((await waitForInbox(token, [asked.pid])).reply);
    }
    const [shown] = (await itemOf(await Promise.race(tabs)))['push'] as Json[];
    assert.equal(shown?.['pid'], asked.pid);

    const elsewhere = await waitForInbox(other, [asked.pid]);
    await push.approve(other, asked.pid, asked.number);
    const statuses = (await Promise.all(pages)).map(({ status }) => status);
    assert.deepEqual(statuses.sort(), [...Array<number>(8).fill(200), 202]);
    const items = await Promise.all(tabs.map(async (reply) => itemOf(await reply)));
    assert.equal(items.filter((item) => (item['push'] as Json[]).length === 0).length, 8);
    assert.equal((await itemOf(await elsewhere.reply))['st'], 'stale');
  });

  it('ends when its sender goes away', async () => {
    await enrol(service, site, 'leaves');
    const { pid, cv } = await push.ask(door, 'leaves');
    const { als, origin } = door;
    const leaving = new AbortController();
    const sending = fetch(door.at + collectPath, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', origin },
      body: JSON.stringify({ v: 1, als, org: origin, pid, cv, wait: 25 }),
      signal: leaving.signal,
    });
    await door.hello();
    const ended = service.nextLine('"event":"request"', collectPath);
    const begin = performance.now();
    leaving.abort();
    await assert.rejects(sending);
    await ended;
    assert.ok(performance.now() - begin < 2_000);
  });

  it('is answered when the service ends', async () => {
    const { service: own, door: page } = await push.startPush();
    const asked = await push.ask(page, 'nobody');
    const waiting = push.collect(asked, 25);
    await page.hello();
    const begin = performance.now();
    await own.close();
    const { status, text } = await waiting;
    assert.deepEqual([status, text], [202, '{"st":"pending"}']);
    assert.ok(performance.now() - begin < 5_000);
  });
});
