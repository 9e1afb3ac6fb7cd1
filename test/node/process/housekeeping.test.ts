import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { pin } from '../../support/clients/pins.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { nodeClient } from '../support/services/node-client.js';
import { rejectionCode } from '../../support/clients/rejection.js';

const minute = 60_000;
const day = 24 * 60 * minute;

type Row = Record<string, unknown>;

describe('housekeeping', () => {
  let service: TestService;
  let site: TestSite;

  before(async () => {
    service = await TestService.start();
    site = await service.addSite({ maxTools: 10 });
  });

  afterEach(() => {
    const failed = service.log.filter((line) => line.includes('housekeeping.failed'));
    assert.deepEqual(failed, []);
  });

  after(() => service.close());

  async function rows(table: string): Promise<Row[]> {
    return (await service.dump())[table] as Row[];
  }

  async function later(ms: number): Promise<void> {
    service.clock.advance(ms);
    await service.refresh();
  }

  async function enrol(login: string) {
    const opened = nodeClient(service.url, site);
    await opened.activate(await service.issueCode(site, login), { pin });
    return opened;
  }

  it('keeps what can still be used', async () => {
    const opened = await enrol('ada');
    const otp = await opened.getOnlineOtp('ada', { pin });
    await service.refresh();
    assert.equal(await service.verifyOtp(site, 'ada', otp.value), true);
  });

  it('removes one-time passwords a minute after their end, used or not', async () => {
    const opened = await enrol('bea');
    await opened.getOnlineOtp('bea', { pin });
    assert.notEqual((await rows('otp')).length, 0);
    await later(2 * minute);
    assert.deepEqual(await rows('otp'), []);
  });

  it('removes a token only after its enrolment was abandoned', async () => {
    const before = (await rows('token')).length;
    const code = await service.issueCode(site, 'cleo');
    const opened = nodeClient(service.url, site);
    assert.equal(await rejectionCode(opened.activate(code, { pin: '111111' })), 'PIN_REFUSED');
    await later(14 * minute);
    assert.equal((await rows('token')).length, before + 1);
    await later(2 * minute);
    assert.equal((await rows('token')).length, before);
    const again = nodeClient(service.url, site);
    assert.equal(await again.activate(code, { pin }), 'cleo');
  });

  it('erases stored answers after ten minutes, and outcomes of operations after a day', async () => {
    const opened = await enrol('dora');
    for (let count = 0; count < 3; count++) await opened.getOnlineOtp('dora', { pin });
    const dora = (await rows('app_user')).find(({ login }) => login === 'dora');
    const token = (await rows('token')).find(({ uid }) => uid === dora!['uid']);
    const entries = async () => (await rows('op_log')).filter(({ tid }) => tid === token!['tid']);
    assert.equal((await entries()).filter(({ response }) => response !== null).length, 1);
    await later(11 * minute);
    assert.deepEqual(
      (await entries()).map(({ op, response }) => [op, response]),
      [
        ['activate', null],
        ['otp', null],
        ['otp', null],
        ['otp', null],
      ],
    );
    await later(day + minute);
    assert.deepEqual(
      (await entries()).map(({ op, n }) => [op, n]),
      [['otp', 3]],
    );
    assert.match((await opened.getOnlineOtp('dora', { pin })).value, /^\d{8}$/);
  });

  it('never touches the audit trail', async () => {
    const before = await rows('audit');
    await later(400 * day);
    assert.deepEqual(await rows('audit'), before);
  });
});
