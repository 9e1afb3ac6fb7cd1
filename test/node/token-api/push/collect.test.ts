import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keepHouse } from '../../../../src/service/domain/housekeeping.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import type { TestService } from '../../../support/services/test-service.js';
import type { Json } from '../../support/tokens/token-answers.js';
import { assertRefused, type Door } from '../../support/tokens/token-door.js';
import { enrol } from '../../support/tokens/enrolled-token.js';
import * as push from '../../support/tokens/raw-push.js';
import type { RawToken } from '../../support/tokens/raw-token.js';
import { leavesNoTrace } from '../../support/services/database-rows.js';

const minute = 60_000;

let service: TestService;
let site: TestSite;
let door: Door;

push.usePush((started) => ({ service, site, door } = started));

/** A request that has been approved. */
async function approved(
  login: string,
  asker?: RawToken,
): Promise<push.Asked & { token: RawToken }> {
  const token = await enrol(service, site, login);
  const asked = await push.ask(door, login, asker);
  const answer = await push.approve(token, asked.pid, asked.number);
  assert.equal(answer['ok'], true, JSON.stringify(answer));
  return { ...asked, token };
}

describe('collecting', () => {
  it('is refused without the right secret, page and alias, whatever has been answered', async () => {
    const asked = await approved('foreign');
    const other = await push.ask(door, 'foreign');
    const alias = await service.addAlias(site.mac, door.origin);
    const unknown = '404 PUSH_ALIAS_ENTRY_DOES_NOT_EXIST';
    const send = (members: object, page = door) =>
      leavesNoTrace(service, () => push.collect({ ...asked, door: page, ...members }));
    assertRefused(await send({ cv: other.cv }), unknown);
    assertRefused(await send({ pid: other.pid }), unknown);
    assertRefused(await send({ pid: 'A'.repeat(22) }), unknown);
    assertRefused(await send({}, door.as({ als: alias })), unknown);
    assertRefused(
      await send({}, door.as({ origin: 'https://evil.example' })),
      '403 ORIGIN_NOT_ALLOWED',
    );
    assertRefused(await push.collect(asked, 26), '400 REQUEST_MALFORMED');
  });

  it('gives an OTP that a relying party accepts once, and the same one while it lives', async () => {
    const asked = await approved('collects');
    service.clock.advance(minute);
    const first = await push.collected(asked);
    assert.equal(first.ttl, 20_000);
    service.clock.advance(5_000);
    const again = await Promise.all([push.collected(asked), push.collected(asked)]);
    assert.deepEqual(again, Array(2).fill({ ...first, ttl: 15_000 }));
    const { status, body } = await service.rp<Json>('/otp/verify', site.apiKey, {
      service: site.mac,
      login: 'collects',
      otp: first.otp,
    });
    assert.equal(status, 200);
    assert.deepEqual(body['amr'], ['swk', 'pin', 'mfa', 'mca']);
    assert.equal(await service.verifyOtp(site, 'collects', first.otp), false);
    service.clock.advance(15_000);
    assertRefused(await push.collect(asked), '410 PUSH_EXPIRED');
  });

  it('makes one OTP when two collect at once for the first time', async () => {
    const asked = await approved('at once');
    const both = await Promise.all([push.collected(asked), push.collected(asked)]);
    assert.equal(both[0].otp, both[1].otp);
    assert.equal(await service.verifyOtp(site, 'at once', both[0].otp), true);
  });

  it('has two minutes from the approval', async () => {
    const [early, late] = [await approved('early'), await approved('late')];
    service.clock.advance(2 * minute - 1);
    assert.equal((await push.collect(early)).status, 200);
    service.clock.advance(1);
    assertRefused(await push.collect(late), '410 PUSH_EXPIRED');
  });

  it('gives nothing when user or token has lost its standing since', async () => {
    const token = await approved('token blocked');
    await service.admin.post(`/tokens/${token.token.tid}/block`);
    const user = await approved('user disabled');
    const query = new URLSearchParams({ service: site.mac, login: 'user disabled' });
    const { body } = await service.admin.get<{ users: { uid: string }[] }>(`/users?${query}`);
    await service.admin.post(`/users/${body.users[0]!.uid}/disable`);
    const copied = await approved('copied');
    const { signatures, ...rest } = (await copied.token.operation('otp')).body;
    const [first, second] = signatures;
    const forged = { ...second!, signature: 'A'.repeat(43) };
    await copied.token.send({
      path: '/btt/v1/op',
      body: { ...rest, signatures: [first!, forged] },
    });
    const asker = await enrol(service, site, 'asker revoked');
    const revoked = await approved('asker revoked', asker);
    await asker.run('token.revoke');
    for (const one of [token, user, copied, revoked]) {
      assertRefused(await push.collect(one), '410 PUSH_DENIED');
    }
    assert.deepEqual(await push.collect(token).then(({ status }) => status), 410);
  });

  it('leaves no OTP in the database, and nothing at all of it an hour later', async () => {
    const asked = await approved('purged');
    const { otp } = await push.collected(asked);
    const row = async () => {
      const { push: rows } = await service.dump();
      return (rows as Json[]).find(({ pid }) => pid === asked.pid);
    };
    assert.ok((await row())!['otp_sealed']);
    assert.ok(!JSON.stringify(await service.dump()).includes(otp));
    service.clock.advance(20_000);
    await keepHouse(service);
    assert.equal((await row())!['otp_sealed'], null);
    service.clock.advance(60 * minute);
    await keepHouse(service);
    assert.equal(await row(), undefined);
  });
});
