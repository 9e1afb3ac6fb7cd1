/**
 * Two tabs of one browser, one of which stands still while it has what the other one needs.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import type { Ended } from '../../support/pages/observed-page.js';
import { pin } from '../../support/clients/pins.js';
import type { Device } from './support/device.js';
import { login } from './support/page-server.js';
import { Stage } from './support/stage.js';
import { alerted, paused, pausedAt, suspended, type Standstill } from './support/standstill.js';

/**
 * The wait of another tab without taking over, in milliseconds: the longest wait for a lock, and the time after
 * which a browser forgets who polls. It takes over in some seconds.
 */
const waits = { lock: 20_000, polling: 45_000 };

/** How long one test may take, in milliseconds. */
const timeout = 90_000;

const ways = { 'in a debugger': paused, suspended, 'in an alert': alerted };

const otp = (page: Page): Promise<Ended> =>
  page.evaluate(([name, secret]) => observed.call('getOnlineOtp', name, { pin: secret }), [
    login,
    pin,
  ] as const);

describe('a tab that stands still', { timeout: 600_000 }, () => {
  let stage: Stage;
  let device: Device;
  let asking: Device;
  before(async () => {
    stage = await Stage.open({ push: true, pushPerAddress: 100 });
    device = await stage.device('two tabs');
    asking = await stage.device('asking');
    await device.call('activate', await stage.code('activation'), { pin });
  });
  after(() => stage.close());

  /** Opens the two tabs; the first has the locks. */
  async function open(): Promise<{ readonly still: Page; readonly other: Page }> {
    await device.reopen();
    const still = device.page;
    const other = await still.context().newPage();
    await other.goto(stage.pages.url);
    await other.locator('neon-login-list [part=login]').waitFor();
    // Lists of devices are operations too, which have to be over before others are counted or held.
    for (const page of [still, other]) await page.locator('neon-devices [part=device]').waitFor();
    return { still, other };
  }

  /** Waits until the inbox of a page shows as many requests. Playwright waits for frames, which come late after a pause. */
  const shows = (page: Page, count: number) =>
    page.evaluate(`new Promise((resolve) => {
      const root = document.querySelector('neon-push-inbox').shadowRoot;
      const look = () => root.querySelectorAll('[part=request]').length === ${count} && resolve();
      new MutationObserver(look).observe(root, { childList: true, subtree: true });
      look();
    })`);

  /** The enrolment has taken each step once, and nothing looked like a copy. */
  async function expectHealthy(): Promise<void> {
    const tokens = (await stage.service.dump())['token'] as { status: string }[];
    assert.deepEqual(
      tokens.map(({ status }) => status),
      ['ACTIVE'],
    );
    assert.deepEqual(
      stage.service.log.filter((line) => line.includes('token.copied')),
      [],
    );
  }

  async function expectOtp({ code, value }: Ended): Promise<void> {
    assert.equal(code, 'OK');
    const { value: digits } = value as { value: string };
    assert.equal(await stage.service.verifyOtp(stage.site, login, digits), true);
  }

  for (const [name, way] of Object.entries(ways)) {
    /** Whatever comes of the test, the page does not stand still for the next one. */
    const standStill = async (page: Page, test: TestContext): ReturnType<Standstill> => {
      const wake = await way(page);
      test.after(() => wake().catch(() => undefined));
      return wake;
    };

    it(`is replaced by another one that shows requests: ${name}`, { timeout }, async (test) => {
      const { still, other } = await open();
      const wake = await standStill(still, test);
      void asking.call('getRemoteOtpByPush', login, {}).catch(() => undefined);
      const begin = performance.now();
      await shows(other, 1);
      assert.ok(performance.now() - begin < waits.polling, `${performance.now() - begin} ms`);
      await wake();
      await shows(still, 1);
      await other.locator('neon-push-inbox [part=deny-button]').click();
      await shows(still, 0);
      await shows(other, 0);
      await other.close();
    });

    it(`does not keep an enrolment that it operates on: ${name}`, { timeout }, async (test) => {
      const { still, other } = await open();
      stage.service.proxy.plan('/btt/v1/op', 'hold');
      const own = otp(still);
      await stage.service.proxy.held();
      const wake = await standStill(still, test);
      const begin = performance.now();
      await expectOtp(await otp(other));
      assert.ok(performance.now() - begin < waits.lock, `${performance.now() - begin} ms`);
      const again = performance.now();
      await expectOtp(await otp(other));
      assert.ok(performance.now() - again < waits.lock, `again ${performance.now() - again} ms`);
      // Its message arrives at last, and is out of date.
      stage.service.proxy.release();
      await wake();
      await expectOtp(await own);
      await expectOtp(await otp(other));
      await expectHealthy();
      await other.close();
    });
  }

  it('notices a lost enrolment before it stores what it has built', { timeout }, async () => {
    const { still, other } = await open();
    const { stopped, wake } = await pausedAt(still, 'SubtleCrypto.prototype.sign');
    const own = otp(still);
    await stopped;
    await expectOtp(await otp(other));
    await expectOtp(await otp(other));
    const before = stage.service.proxy.messages.length;
    await wake();
    await expectOtp(await own);
    // It has sent one message, built anew.
    const sent = stage.service.proxy.messages.slice(before);
    assert.equal(sent.filter(({ path }) => path === '/btt/v1/op').length, 1);
    await expectOtp(await otp(other));
    await expectHealthy();
    await other.close();
  });
});
