/**
 * The shipped program on a machine whose clock somebody sets, also while the program does not run.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { AdminApi } from '../../support/services/admin-api.js';
import { call } from '../../support/services/door-call.js';
import { Folder } from '../support/services/data-folder.js';
import { ServiceProcess } from '../support/services/service-process.js';
import { rightPin, newPin } from '../support/tokens/enrolled-token.js';
import { outOf } from '../support/tokens/operation-outcomes.js';
import { RawToken } from '../support/tokens/raw-token.js';
import { Door } from '../support/tokens/token-door.js';

const origin = 'http://localhost:8000';
const hour = 3_600_000;
const publicUrl = 'http://localhost:9';

/** Sets the wall clock of a process; SIGUSR2 sets it right. */
const setting = `data:text/javascript,${encodeURIComponent(`
  const right = Date.now;
  let wrong = Number(process.env.CLOCK_WRONG_BY);
  Date.now = () => right() + wrong;
  process.on('SIGUSR2', () => (wrong = 0));
`)}`;

describe('the program on a machine whose clock is an hour ahead', () => {
  let folder: Folder;
  let service: ServiceProcess;
  let token: RawToken;
  let key: string;
  let admin: AdminApi;

  async function start(wrongBy: number): Promise<void> {
    service = await ServiceProcess.start({
      args: ['--data', folder.data, '--public-url', publicUrl],
      env: { CLOCK_WRONG_BY: String(wrongBy) },
      node: ['--import', setting],
    });
    const adminKey = readFileSync(join(folder.data, 'admin-key'), 'utf8').trim();
    admin = AdminApi.at(service.url, adminKey);
  }

  beforeEach(async () => {
    folder = new Folder();
    await start(hour);
    const mac = await admin.makeService({ mac: 'shop' });
    const als = await admin.makeSite(mac, origin);
    await admin.makeUser(mac, 'ada');
    const scopes = ['otp.verify'];
    ({ key } = await admin.made<{ key: string }>('/keys', { service: mac, scopes }));
    const order = { service: mac, login: 'ada', kind: 'activation' };
    const { code } = await admin.made<{ code: string }>('/codes', order);
    token = await RawToken.make(new Door({ at: service.url, iss: publicUrl, als, origin }));
    await token.begin(code);
    await token.run('activate', newPin);
  });

  afterEach(async () => {
    assert.equal(await service.stop(), 0);
    folder.remove();
  });

  const newOtp = async () => String((await outOf(token, 'otp', rightPin))['otp']);

  async function verifies(otp: string): Promise<unknown> {
    const body = { service: 'shop', login: 'ada', otp };
    return (await call(`${service.url}/rp/v1/otp/verify`, { key, body })).body['ok'];
  }

  it('refuses the one-time passwords of before when the clock is set right, and says so', async () => {
    const otp = await newOtp();
    service.signal('SIGUSR2');
    // The signal and this request take different ways into the process.
    while (!service.lines.some(({ event }) => event === 'clock.jumped'))
      await admin.get('/services');
    assert.equal(await verifies(otp), false);
    assert.equal(await verifies(await newOtp()), true);
    const { level, ms } = await service.logged('clock.jumped');
    assert.equal(level, 'warn');
    assert.ok(Math.abs(Number(ms) + hour) < 1_000, String(ms));
    assert.equal((await service.logged('clock.set-back'))['oneTimePasswords'], 1);
  });

  it('refuses them after a restart with the right clock, and goes on with the browser', async () => {
    const otp = await newOtp();
    assert.equal(await service.stop(), 0);
    await start(0);
    token = moved(token, service.url);
    await service.logged('clock.set-back');
    assert.ok(Number((await service.logged('clock.jumped'))['ms']) < 2_000 - hour);
    assert.equal(await verifies(otp), false);
    assert.equal(await verifies(await newOtp()), true);
  });

  it('starts with the same clock again without a word, and accepts what it has issued', async () => {
    const otp = await newOtp();
    assert.equal(await service.stop(), 0);
    await start(hour);
    assert.equal(await verifies(otp), true);
    assert.ok(service.lines.every(({ event }) => !event.startsWith('clock.')));
  });
});

/** The same browser, where the service listens now. */
function moved(token: RawToken, at: string): RawToken {
  return token.clone(token.door.as({ at }));
}
