import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { statusPath } from '../../../../src/protocol/status.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import type { TestService } from '../../../support/services/test-service.js';
import { granted, type Json } from '../../support/tokens/token-answers.js';
import { assertRefused, type Door } from '../../support/tokens/token-door.js';
import { enrol } from '../../support/tokens/enrolled-token.js';
import * as push from '../../support/tokens/raw-push.js';
import { leavesNoTrace } from '../../support/services/database-rows.js';
import { random } from '../../support/tokens/token-keys.js';

let service: TestService;
let site: TestSite;
let door: Door;

push.usePush((started) => ({ service, site, door } = started));

describe('cancelling a request', () => {
  it('is refused without its secret, from another page, and in another form', async () => {
    const token = await enrol(service, site, 'kept');
    const asked = await push.ask(door, 'kept');
    const other = await service.addAlias(site.mac, door.origin);
    await leavesNoTrace(service, async () => {
      const unknown = '404 PUSH_ALIAS_ENTRY_DOES_NOT_EXIST';
      assertRefused(await push.cancel({ ...asked, cv: random(32) }), unknown);
      assertRefused(await push.cancel({ ...asked, pid: random(16) }), unknown);
      assertRefused(await push.cancel(asked, { als: other }), unknown);
      const foreign = 'https://evil.example';
      assertRefused(await push.cancel(asked, { org: foreign }), '403 ORIGIN_NOT_ALLOWED');
      for (const wrong of [{ cv: undefined }, { wait: 0 }, { pid: 7 }]) {
        assertRefused(await push.cancel(asked, wrong), '400 REQUEST_MALFORMED');
      }
    });
    assert.deepEqual(await push.inbox(token), [asked.pid]);
  });

  it('removes it from the inbox at once, also from a waiting one', async () => {
    const token = await enrol(service, site, 'waiting');
    const asked = await push.ask(door, 'waiting');
    const items = [await token.statusItem()];
    const known = [asked.pid];
    const waiting = door.post(statusPath, { v: 1, als: door.als, items, wait: 25, known });
    const { status, text } = await push.cancel(asked);
    assert.deepEqual([status, text], [200, '{}']);
    const news = await door.verified(granted(await waiting), 'btt-status');
    assert.deepEqual((news['items'] as Json[])[0]!['push'], []);
  });

  it('ends it for everybody, and has the same answer when it is repeated', async () => {
    const token = await enrol(service, site, 'ended');
    const asked = await push.ask(door, 'ended');
    const collecting = push.collect(asked, 25);
    await push.cancel(asked);
    assertRefused(await collecting, '410 PUSH_EXPIRED');
    const answer = await push.approve(token, asked.pid, asked.number);
    assert.equal(answer['err'], 'PUSH_ALIAS_ENTRY_DOES_NOT_EXIST');
    const again = await leavesNoTrace(service, () => push.cancel(asked));
    assert.deepEqual([again.status, again.text], [200, '{}']);
  });

  it('does not change a request that was answered', async () => {
    const token = await enrol(service, site, 'late');
    const asked = await push.ask(door, 'late');
    await push.approve(token, asked.pid, asked.number);
    const { status } = await leavesNoTrace(service, () => push.cancel(asked));
    assert.equal(status, 200);
    assert.match((await push.collected(asked)).otp, /^\d{8}$/);
  });

  it('does not free a place under the limit, and does not reveal whether a login exists', async () => {
    await enrol(service, site, 'persistent');
    for (const login of ['persistent', 'nobody']) {
      for (let count = 0; count < 3; count++) {
        const { status, text } = await push.cancel(await push.ask(door, login));
        assert.deepEqual([status, text], [200, '{}']);
      }
      assertRefused(await push.requestPush(door, login), '429 RATE_LIMITED');
    }
  });
});
