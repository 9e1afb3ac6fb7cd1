import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { NeonClient, PushRequest } from '../../../src/index.js';
import { pin } from '../../support/clients/pins.js';
import { ElementsPage } from './support/elements-page.js';
import { useFrames } from './support/frames.js';

declare const client: NeonClient;
declare const kept: { readonly seal: Promise<string>; readonly otp: Promise<string> };
declare const number: Promise<string>;

describe('elements on a page with a frame', () => {
  const frames = useFrames();

  // Only the frame connects to the service.
  before(() => {
    frames.bank.policy = `frame-src ${frames.service.url}`;
  });

  it('enrol, sign in, seal, approve and forget', async () => {
    const site = await frames.site({}, { push: true });
    const context = await frames.profile();
    const first = await ElementsPage.open(frames, context, site);
    const { page, pad, complaints } = first;
    const tab = await ElementsPage.open(frames, context, site);
    await first.setUp(() => pad.choose());

    // The other tab is notified, and a wrong PIN is asked for again.
    const choice = tab.page.getByRole('radio', { name: 'ada' });
    await choice.waitFor();
    await tab.page.getByRole('button', { name: /Get a/ }).click();
    await tab.pad.enter('135790');
    await tab.pad.dialog.getByRole('alert').filter({ hasText: 'One wrong PIN' }).waitFor();
    await tab.pad.enter();
    assert.equal(await frames.service.verifyOtp(site, 'ada', await tab.shownOtp()), true);

    await page.evaluate(() => {
      Object.assign(globalThis, { kept: { seal: client.sealData('ada', 'é'.repeat(500_000)) } });
    });
    await pad.enter();
    const seal = await page.evaluate(() => kept.seal);
    assert.equal(seal.split('.').length, 3);

    const devices = await page.evaluate(() => client.devices('ada'));
    assert.deepEqual(
      devices.map(({ isThis, state }) => [isThis, state]),
      [[true, 'active']],
    );

    const elsewhere = await ElementsPage.open(frames, await frames.profile(), site);
    await elsewhere.page.evaluate(() => {
      const shown = new Promise<string>((onNumber) => {
        const asked = client.getRemoteOtpByPush('ada', { onNumber });
        Object.assign(globalThis, { kept: { otp: asked.then(({ value }) => value) } });
      });
      Object.assign(globalThis, { number: shown });
    });
    const typed = await elsewhere.page.evaluate(() => number);
    const pid = await page.evaluate(async () => {
      const request = await new Promise<PushRequest>((resolve) => {
        client.watchPushRequests(([first]) => first && resolve(first));
      });
      return request.pid;
    });
    await page.evaluate(
      ([id, shown]) => {
        const answered = client.answerPush(id!, { approve: true, number: shown });
        Object.assign(globalThis, { kept: { otp: answered.then(() => 'approved') } });
      },
      [pid, typed],
    );
    await pad.enter();
    assert.equal(await page.evaluate(() => kept.otp), 'approved');
    const remote = await elsewhere.page.evaluate(() => kept.otp);
    assert.equal(await frames.service.verifyOtp(site, 'ada', remote), true);

    await page.evaluate(() => client.forget('ada'));
    await choice.waitFor({ state: 'detached' });
    assert.deepEqual([...complaints, ...tab.complaints, ...elsewhere.complaints], []);
    await elsewhere.page.context().close();
    await context.close();
  });

  for (const hostPin of [false, true]) {
    it(`ask with ${hostPin ? "the page's" : "the frame's"} prompt where hostPin is ${hostPin}`, async () => {
      const site = await frames.site({ hostPin });
      const opened = await ElementsPage.open(frames, await frames.profile(), site);
      const { page, pad } = opened;
      await page.evaluate(
        `globalThis.asked = 0;
        document.querySelector('neon-provider').prompter = {
          askForPin: async () => (asked++, { value: '${pin}', type: 'pin' }),
          definePin: async () => (asked++, '${pin}'),
        }; undefined`,
      );
      await opened.setUp(async () => {
        if (!hostPin) await pad.choose();
      });
      assert.equal(await page.evaluate('asked'), hostPin ? 1 : 0);
      const handedOver = await page.evaluate(
        (secret) =>
          client.getOnlineOtp('ada', { pin: secret }).then(
            () => 'done',
            (error: { code: string }) => error.code,
          ),
        pin,
      );
      assert.equal(handedOver, hostPin ? 'done' : 'ORIGIN_NOT_ALLOWED');
      const bioKey = await page.evaluate(() =>
        client.setBioKey('ada', 'as good as random').then(
          () => 'done',
          (error: { code: string }) => error.code,
        ),
      );
      assert.equal(bioKey, hostPin ? 'done' : 'BIO_KEY_NOT_ALLOWED');
      if (hostPin) {
        await page.evaluate(
          `document.querySelector('neon-provider').prompter.askForPin = async () => (
            { value: 'as good as random', type: 'bio' }
          ); undefined`,
        );
        const { value } = await page.evaluate(() => client.getOnlineOtp('ada'));
        assert.equal(await frames.service.verifyOtp(site, 'ada', value), true);
      }
      await page.context().close();
    });
  }

  for (const hostPin of [false, true]) {
    it(`ask for a password in ${hostPin ? "the page's" : "the frame's"} field where hostPin is ${hostPin}`, async () => {
      const secret = 'harbour lights at dawn';
      const site = await frames.site({ hostPin }, { pin: 'password' });
      const opened = await ElementsPage.open(frames, await frames.profile(), site);
      const { page, pad } = opened;
      await page.evaluate(
        `const field = document.createElement('input');
        field.slot = field.type = 'password';
        document.querySelector('neon-provider').append(field);`,
      );
      const dialog = hostPin ? page.locator('neon-pin-prompt').getByRole('dialog') : pad.dialog;
      const go = () => dialog.getByRole('button', { name: 'Continue' }).click();
      await opened.setUp(async () => {
        await dialog.getByLabel('New password').fill(secret);
        await dialog.getByLabel('Repeat the password').fill(secret);
        await go();
      });
      await page.getByRole('button', { name: /Get a/ }).click();
      const field = dialog.getByLabel('Password', { exact: true });
      await (hostPin ? page.locator('input[slot=password]') : field).fill(secret);
      await go();
      const otp = await opened.shownOtp();
      assert.equal(await frames.service.verifyOtp(site, 'ada', otp), true);
      await page.context().close();
    });
  }

  it('follow the attribute iframe at any time', async () => {
    const site = await frames.site();
    const { page } = await ElementsPage.open(frames, await frames.profile(), site);
    await page.locator('iframe').waitFor({ state: 'attached' });
    await page.evaluate("document.querySelector('neon-provider').iframe = false");
    await page.locator('iframe').waitFor({ state: 'detached' });
    await page.evaluate("document.querySelector('neon-provider').iframe = true");
    await page.locator('iframe').waitFor({ state: 'attached' });
    await page.context().close();
  });
});
