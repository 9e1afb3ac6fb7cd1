/**
 * The built files with every part gone that is loaded on demand, as in a page that is open across a deployment.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pin } from '../../support/clients/pins.js';
import { TestService } from '../../support/services/test-service.js';
import type { Device } from './support/device.js';
import { login } from './support/page-server.js';
import { Stage } from './support/stage.js';

/** A file of `dist/` that is named after its content: a part. Entries keep their names. */
const part = /-(?!elements)[\w-]{8}\.js(\?.*)?$/;

describe('a page whose parts are gone', { timeout: 180_000 }, () => {
  let stage: Stage;
  let device: Device;
  const requested: string[] = [];

  before(async () => {
    stage = await Stage.open({}, TestService.startWithKeyFiles());
    device = await stage.device('open across a deployment');
    await device.call('activate', await stage.code('activation'), { pin });
    // Before the page is open: its elements load parts by themselves.
    await device.context.route(part, (route) => route.fulfill({ status: 404 }));
    await device.reopen();
    await device.part('neon-devices', 'message').getByText('reload the page').waitFor();
    device.page.on('request', (request) => requested.push(new URL(request.url()).pathname));
  });
  after(() => stage.close());

  const code = async (method: string, ...args: unknown[]) =>
    (await device.call(method, ...args)).code;

  const operations = () => stage.service.proxy.messages.filter(({ path }) => path === '/btt/v1/op');

  it('says of an operation that needs one to reload the page, and sends nothing', async () => {
    const before = operations().length;
    assert.equal(
      await code('changePin', login, { oldPin: pin, newPin: '771203' }),
      'MODULE_UNAVAILABLE',
    );
    assert.equal(operations().length, before);
    assert.equal(await device.pressInVain('neon-access-token'), 'MODULE_UNAVAILABLE');
    assert.match(
      (await device.part('neon-access-token', 'message').textContent()) ?? '',
      /reload the page/,
    );
  });

  it('signs in', async () => {
    const { value } = await device.call('getOnlineOtp', login, { pin });
    const { value: otp } = value as { value: string };
    assert.equal(await stage.service.verifyOtp(stage.site, login, otp), true);
  });

  it('follows the keys of the service', async () => {
    await stage.service.rotateSigningKey();
    assert.deepEqual((await device.call('initOnline')).value, [login]);
  });

  it('finds out what became of an operation whose answer was lost', async () => {
    stage.service.proxy.plan('/btt/v1/op', 'lose-reply');
    const { value } = await device.call('getOnlineOtp', login, { pin });
    const { value: otp } = value as { value: string };
    assert.equal(await stage.service.verifyOtp(stage.site, login, otp), true);
  });

  it('knows a login that is not enrolled', async () => {
    assert.equal(await code('getOnlineOtp', 'nobody', { pin }), 'USER_ENTRY_DOES_NOT_EXIST');
  });

  it('fetches a part again, under another URL, and the entry not again', async () => {
    await device.context.unroute(part);
    requested.length = 0;
    const { value } = await device.call('getAccessToken', login, { pin });
    assert.equal((value as { tokenType: string }).tokenType, 'Bearer');
    assert.equal(requested.filter((path) => part.test(path)).length, 1);
    assert.deepEqual(
      requested.filter((path) => path.startsWith('/neon-')),
      [],
    );
  });

  it('says in the page with the code for another device that the picture is missing, and draws it the next time', async () => {
    const picture = /qr-code-[\w-]{8}\.js/;
    await device.page.route(picture, (route) => route.fulfill({ status: 404 }));
    const make = () =>
      device.press('neon-activation-code', 'neon-activation-code-created', (at) =>
        at.enterPin(pin),
      );
    await make();
    const said = async (text: RegExp) =>
      device.part('neon-activation-code', 'status').filter({ hasText: text }).waitFor();
    await said(
      /^Enter this code on your other device\. The picture .* could not be loaded; reload/,
    );
    assert.equal(await device.part('neon-activation-code', 'qr').count(), 0);
    await device.page.unroute(picture);
    await make();
    await said(/scan the picture/);
    await device.part('neon-activation-code', 'qr').locator('path').waitFor();
  });

  it('says the same of the part for a frame, and fetches that again as well', async () => {
    const frame = /client-frame-[\w-]{8}\.js/;
    await device.page.route(frame, (route) => route.fulfill({ status: 404 }));
    const refused = device.refusal();
    await device.set('neon-provider', 'iframe', '');
    assert.equal(await refused, 'MODULE_UNAVAILABLE');
    await device.page.unroute(frame);
    const again = device.page.waitForRequest(/client-frame-[\w-]{8}\.js\?retry=\d+$/);
    await device.part('neon-login-list', 'retry-button').click();
    await again;
    await device.reopen();
  });

  it('knows a token that was revoked', async () => {
    await device.context.route(part, (route) => route.fulfill({ status: 404 }));
    await stage.service.admin.post(`/tokens/${await stage.newestTid()}/revoke`);
    assert.equal(await code('getOnlineOtp', login, { pin }), 'NO_DEVICE_FOUND');
    const { value } = await device.call('accounts');
    assert.deepEqual(
      (value as { state: string }[]).map(({ state }) => state),
      ['lost'],
    );
  });
});
