/**
 * Requests for approval by browsers that are enrolled themselves.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generateSigningKey } from '../../../../src/crypto/jws.js';
import { pushPath } from '../../../../src/protocol/push.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import type { TestService } from '../../../support/services/test-service.js';
import { assertRefused, type Door } from '../../support/tokens/token-door.js';
import { doorOf, enrol } from '../../support/tokens/enrolled-token.js';
import * as push from '../../support/tokens/raw-push.js';
import type { RawToken } from '../../support/tokens/raw-token.js';
import { leavesNoTrace, userRow } from '../../support/services/database-rows.js';

const minute = 60_000;

let service: TestService;
let site: TestSite;
let door: Door;

push.usePush((started) => ({ service, site, door } = started));

describe('a service that is not open to strangers', () => {
  it('takes requests of enrolled browsers only', async () => {
    const own = await service.addSite({ push: true, pushOpen: false });
    const page = doorOf(service, own);
    const token = await enrol(service, own, 'closed');
    for (const login of ['closed', 'nobody']) {
      const reply = await leavesNoTrace(service, () => push.requestPush(page, login));
      assertRefused(reply, '401 STATIC_TOKEN_KEY_IS_INVALID');
    }
    assert.match((await push.ask(page, 'closed', token)).number, /^\d{6}$/);
  });

  it('refuses browsers whose token or user is not in order', async () => {
    const own = await service.addSite({ push: true, pushOpen: false });
    const page = doorOf(service, own);
    const send = async (signer: RawToken) => {
      const { body } = await push.draftPush(page, 'in order');
      const signed = { ...body, sig: await push.signPush(signer, body) };
      return page.post(pushPath, signed, { address: push.freshAddress() });
    };
    const idle = await enrol(service, own, 'idle');
    service.clock.advance(90 * 24 * 60 * minute - minute);
    const blocked = await enrol(service, own, 'blocked');
    const disabled = await enrol(service, own, 'disabled');
    for (const browser of [idle, blocked, disabled]) {
      assert.equal((await send(browser)).status, 200);
    }
    service.clock.advance(2 * minute);
    await service.admin.post(`/tokens/${blocked.tid}/block`);
    const { uid } = await userRow(service, 'disabled');
    await service.admin.post(`/users/${uid}/disable`);
    for (const browser of [idle, blocked, disabled]) {
      const reply = await leavesNoTrace(service, () => send(browser));
      assertRefused(reply, '401 STATIC_TOKEN_KEY_IS_INVALID');
    }
  });
});

describe('an enrolled browser that asks', () => {
  it('may ask ten times in ten minutes, also from an address that has reached its limit', async () => {
    const strict = await service.addSite({ push: true, pushPerAddress: 1 });
    const page = doorOf(service, strict);
    const token = await enrol(service, strict, 'regular');
    const address = push.freshAddress();
    const send = async (signer?: RawToken) => {
      const { body } = await push.draftPush(page, push.freshAddress());
      const sig = signer && (await push.signPush(signer, body));
      return (await page.post(pushPath, sig ? { ...body, sig } : body, { address })).status;
    };
    assert.deepEqual([await send(), await send()], [200, 429]);
    for (let count = 0; count < 10; count++) assert.equal(await send(token), 200);
    assert.equal(await send(token), 429);
    service.clock.advance(10 * minute);
    assert.equal(await send(token), 200);
  });

  it('goes on after twenty wrong signatures in a minute, and more of these are slowed', async () => {
    const token = await enrol(service, site, 'imitated');
    const address = push.freshAddress();
    const { body } = await push.draftPush(door, 'imitated');
    const { privateKey } = await generateSigningKey();
    const forged = Object.assign(token.clone(), { pair: { privateKey } }) as RawToken;
    const send = async (signer: RawToken) => {
      const sig = await push.signPush(signer, body);
      return (await door.post(pushPath, { ...body, sig }, { address })).status;
    };
    for (let count = 0; count < 20; count++) assert.equal(await send(forged), 401);
    assert.equal(await send(forged), 429);
    assert.equal(await send(token), 200);
  });
});
