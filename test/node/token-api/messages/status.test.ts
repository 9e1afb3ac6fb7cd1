import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { randomBytes } from '../../../../src/crypto/bytes.js';
import { generateSigningKey } from '../../../../src/crypto/jws.js';
import { readStatus, statusPath } from '../../../../src/protocol/status.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { granted, type Json } from '../../support/tokens/token-answers.js';
import { assertRefused, type Door } from '../../support/tokens/token-door.js';
import {
  blockUser,
  doorOf,
  enrol,
  rightPin,
  wrongPin,
} from '../../support/tokens/enrolled-token.js';
import { coreOf, RawToken, type RawEnvelope } from '../../support/tokens/raw-token.js';
import {
  evidenceAgainst,
  leavesNoTrace,
  tokenRow,
  userRow,
} from '../../support/services/database-rows.js';

let service: TestService;
let site: TestSite;
let door: Door;

before(async () => {
  service = await TestService.start();
  service.clock.stop();
  site = await service.addSite();
  door = doorOf(service, site);
});

after(() => service.close());

async function ask(items: RawEnvelope[]): Promise<Json> {
  const reply = await door.post(statusPath, { v: 1, als: door.als, items });
  return door.verified(granted(reply), 'btt-status');
}

/** Checks that an item says nothing but a state. */
function assertBare(item: Json, st: string): void {
  assert.equal(item['st'], st);
  assert.deepEqual(Object.keys(item).sort(), ['re', 'st', 'tid']);
}

describe('the state of a token that the service does not answer for', () => {
  it('is gone when it is unknown, provisional, revoked or replaced', async () => {
    const unknown = await RawToken.make(door);
    const provisional = await RawToken.make(door);
    await provisional.begin(await service.issueCode(site, 'provisional'));
    const revoked = await enrol(service, site, 'revoked');
    await revoked.run('token.revoke');
    const replaced = await enrol(service, site, 'replaced');
    await enrol(service, site, 'replaced', { kind: 'restore' });
    for (const token of [unknown, provisional, revoked, replaced]) {
      assertBare(await leavesNoTrace(service, () => token.status()), 'gone');
    }
  });

  it('is only that the challenge was not accepted, which is checked first', async () => {
    const unknown = await RawToken.make(door);
    const token = await enrol(service, site, 'chal');
    const chal = await door.challenge();
    service.clock.advance(5 * 60_000 + 1);
    const { privateKey } = await generateSigningKey();
    for (const one of [unknown, token]) {
      assertBare(await one.status({ core: { chal }, staticKey: privateKey }), 'chal');
    }
  });

  it('is only that the first signature was wrong', async () => {
    const token = await enrol(service, site, 'static');
    const { privateKey } = await generateSigningKey();
    const item = await leavesNoTrace(service, () => token.status({ staticKey: privateKey }));
    assertBare(item, 'static');
    await token.send(await token.operation('otp', rightPin, { macKey: randomBytes(32) }));
    assertBare(await token.status({ staticKey: privateKey }), 'static');
    assertBare(await token.status(), 'desync');
  });
});

describe('a status from another position', () => {
  it('ahead of the service is told so, raises an alarm and changes nothing', async () => {
    const token = await enrol(service, site, 'ahead');
    const at = { ...token.at, n: token.at.n + 3 };
    assertBare(await leavesNoTrace(service, () => token.status({ at })), 'ahead');
    const alarms = service.log.filter((line) => line.includes('SERVER_ROLLBACK_SUSPECTED'));
    assert.ok(alarms.some((line) => line.includes(token.tid)));
  });

  it('behind is stale when its challenge is not clearly younger than the step', async () => {
    const token = await enrol(service, site, 'stale');
    const before = token.clone();
    const chal = await door.challenge();
    await token.run('otp', rightPin);
    service.clock.advance(5_000);
    const later = await door.challenge();
    for (const one of [chal, later]) {
      const item = await leavesNoTrace(service, () => before.status({ core: { chal: one } }));
      assertBare(item, 'stale');
    }
  });

  it('behind, with a later challenge, ends the token', async () => {
    const token = await enrol(service, site, 'late');
    const copy = token.clone();
    await token.run('otp', rightPin);
    service.clock.advance(5_001);
    assertBare(await copy.status(), 'desync');
    assert.deepEqual(await evidenceAgainst(service, token.tid), ['late']);
    assertBare(await token.status(), 'desync');
  });

  it('behind, where nothing was ever applied, ends the token', async () => {
    const token = await enrol(service, site, 'never applied');
    const copy = token.clone();
    const chal = await door.challenge();
    await token.run('otp', rightPin);
    await service.store.transaction((tx) =>
      tx.deleteFrom('op_log').where('tid', '=', token.tid).where('n', '=', 0).execute(),
    );
    assertBare(await copy.status({ at: { ...copy.at, n: 0 }, core: { chal } }), 'desync');
    assert.deepEqual(await evidenceAgainst(service, token.tid), ['late']);
  });

  it('of a token that is current, with a wrong MAC, ends the token', async () => {
    const token = await enrol(service, site, 'mac');
    assertBare(await token.status({ macKey: randomBytes(32) }), 'desync');
    assert.deepEqual(await evidenceAgainst(service, token.tid), ['mac']);
  });
});

describe('the state of a current token', () => {
  it('says who it is for, what it needs, and leaves no trace', async () => {
    const token = await enrol(service, site, 'Ada L.');
    await token.run('otp', wrongPin);
    const { re, need, wrong, list, ...item } = await leavesNoTrace(service, () => token.status());
    assert.deepEqual(item, {
      tid: token.tid,
      st: 'active',
      usr: 'active',
      login: 'Ada L.',
      name: 'Raw',
      left: 4,
    });
    assert.match(String(list), /^[\w-]{22}$/);
    assert.equal((need as Json)['f'], 'pin');
    assert.equal((wrong as Json)['n'], 1);
    assert.match(String(re), /^[\w-]{55}$/);
  });

  it('names the state of its user beside its own', async () => {
    const token = await enrol(service, site, 'states');
    const { uid } = await userRow(service, 'states');
    const states = async () => {
      const { st, usr } = await token.status();
      return [st, usr];
    };
    await blockUser(service, site, 'states');
    assert.deepEqual(await states(), ['active', 'blocked']);
    await service.admin.post(`/tokens/${token.tid}/block`);
    assert.deepEqual(await states(), ['blocked', 'blocked']);
    await service.admin.post(`/users/${uid}/disable`);
    assert.deepEqual(await states(), ['blocked', 'disabled']);
    await service.admin.delete(`/users/${uid}`);
    assert.deepEqual(await states(), ['gone', undefined]);
  });
});

describe('a status request', () => {
  it('is refused with more than sixteen items, or one for another alias', async () => {
    const token = await enrol(service, site, 'items');
    const items = Array<RawEnvelope>(17).fill(await token.statusItem());
    const { als } = door;
    assertRefused(await door.post(statusPath, { v: 1, als, items }), '400 REQUEST_MALFORMED');
    const other = await service.addAlias(site.mac, door.origin);
    const foreign = items.slice(0, 1);
    const reply = await door.post(statusPath, { v: 1, als: other, items: foreign });
    assertRefused(reply, '400 REQUEST_MALFORMED');
    assertRefused(await door.post(statusPath, { v: 2, als, items }), '400 VERSION_UNSUPPORTED');
  });

  it('for sixteen tokens fits into a request, and is answered item by item, in order', async () => {
    const wide = await service.addSite({ maxTools: 16 });
    door = doorOf(service, wide);
    const items: RawEnvelope[] = [];
    for (let count = 0; count < 16; count++) {
      const token = await enrol(service, wide, 'wide');
      items.push(await (count % 4 ? token : await RawToken.make(door)).statusItem());
    }
    const claims = readStatus(await ask(items), '$');
    assert.deepEqual([claims.iss, claims.als], [door.iss, door.als]);
    assert.deepEqual(
      claims.items.map(({ tid, re }) => [tid, re]),
      items.map((item) => [coreOf(item)['tid'], coreOf(item)['chal']]),
    );
    assert.deepEqual(
      claims.items.map(({ st }) => st),
      items.map((_, index) => (index % 4 ? 'active' : 'gone')),
    );
    assert.equal((await tokenRow(service, claims.items[1]!.tid)).n, 1);
  });
});
