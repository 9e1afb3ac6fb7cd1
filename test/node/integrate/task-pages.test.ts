/**
 * The pages of docs/integrate that people see, played as they stand there.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Prompter } from '../../../src/index.js';
import { addAuthenticator } from '../../support/browsers/virtual-authenticator.js';
import { pin } from '../../support/clients/pins.js';
import { useGuideSite } from './support/guide-site.js';

/** What the second example on frames exports. */
interface FrameExample {
  leaveFrame(login: string, prompter: Pick<Prompter, 'askForPin'>): Promise<void>;
}

describe('the example on', () => {
  const guide = useGuideSite();

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  it('activation sets up no device with a wrong code, and lists the one with a right code', async () => {
    const { profile, visitor: first } = await guide.enrolled('activation');
    const second = await guide.visit(profile, guide.secondOrigin);
    await second.submitCode('3AHR-Z6DM-V29G-QY5H');
    await second.problem(second.activation, /unknown, used or expired|typing mistake/).waitFor();

    await guide.show('activation');
    await first.open('/');
    await first.confirm('Set up another device');
    const code = await first.page
      .locator('neon-activation-code [part=code]')
      .filter({ hasText: /-/ })
      .textContent();
    await guide.show('sign-in');
    await second.open(`/#neon-code=${code!.trim()}`);
    await second.page.reload();
    await second.submitCode(code!.trim());
    await second.enterPin();
    await second.chosen('activation');

    await guide.show('activation');
    await first.open('/');
    const devices = first.page.locator('neon-devices [part=device]');
    await devices.nth(1).waitFor();
    assert.equal(await devices.count(), 2);
    assert.deepEqual(guide.complaintsOf(first), []);
  });

  it('biometrics gets a one-time password with them', async () => {
    const { visitor } = await guide.enrolled('biometrics');
    await addAuthenticator(visitor.page, true);
    await guide.show('biometrics');
    await visitor.open('/');
    await visitor.confirm('Set up biometrics');
    await visitor.page.getByText('Biometrics are set up for this browser.').waitFor();
    await visitor.askForOtp();
    const otp = await visitor.shownOtp();
    assert.equal(await guide.service.verifyOtp(guide.site, 'biometrics', otp), true);
    assert.deepEqual(guide.complaintsOf(visitor), []);
  });

  it('seals sends no form without the seal, and one with it, and seals a file', async () => {
    const { visitor } = await guide.enrolled('seals');
    await guide.show('seals');
    await visitor.open('/');
    await visitor.chosen('seals');
    await button(visitor.page, 'Order').click();
    await visitor.confirm('Seal');
    await visitor.page.locator('neon-seal:state(done)').waitFor();
    await button(visitor.page, 'Order').click();
    await visitor.page.getByText('received').waitFor();
    const { url, body } = guide.received.at(-1)!;
    assert.equal(url, '/orders');
    const { login, seal } = Object.fromEntries(new URLSearchParams(body));
    const { mac, apiKey } = guide.site;
    const data = 'Pay 5 € to Bea';
    const verdict = await guide.service.rp('/seal/verify', apiKey, {
      service: mac,
      login,
      seal,
      data,
    });
    assert.deepEqual([verdict.status, verdict.body['login']], [200, 'seals']);
    assert.equal(guide.received.filter((sent) => sent.url === '/orders').length, 1);

    await visitor.open('/');
    await visitor.chosen('seals');
    const sealing = visitor.page.evaluate<[string, number]>(`
      import('/seals-1.js').then(async ({ sealFile }) => {
        const { client } = document.querySelector('neon-provider');
        const progress = document.createElement('progress');
        const seal = await sealFile(client, 'seals', new File(['Pay'], 'order.txt'), progress);
        return [seal, progress.value];
      })`);
    await visitor.enterPin();
    const [ofFile, progress] = await sealing;
    assert.equal(progress, 1);
    const verified = await guide.service.rp('/seal/verify', apiKey, {
      service: mac,
      seal: ofFile,
      data: 'Pay',
    });
    assert.equal(verified.status, 200);
    assert.deepEqual(guide.complaintsOf(visitor), []);
  });

  it('access tokens sends one to an API', async () => {
    const { visitor } = await guide.enrolled('tokens');
    await guide.show('access-tokens');
    const sent = new Promise<string>((resolve) => {
      void visitor.page.route('https://api.bank.example/orders', async (route) => {
        const { authorization = '' } = await route.request().allHeaders();
        const headers = {
          'access-control-allow-origin': '*',
          'access-control-allow-headers': 'authorization',
        };
        await route.fulfill({ headers, body: 'Two orders' });
        if (authorization) resolve(authorization);
      });
    });
    await visitor.open('/');
    await visitor.chosen('tokens');
    await visitor.page.locator('neon-access-token').getByRole('button').click();
    await visitor.enterPin();
    await visitor.page.getByText('Two orders').waitFor();
    const { body } = await guide.service.rp('/jwt/introspect', guide.site.apiKey, {
      token: (await sent).replace('Bearer ', ''),
    });
    assert.deepEqual([body['active'], body['scope']], [true, 'orders.read']);
    assert.deepEqual(guide.complaintsOf(visitor), []);
  });

  it('push signs in when another browser approves', async () => {
    const { profile, visitor: approving } = await guide.enrolled('push');
    await guide.show('push', 1);
    await approving.open('/');
    await guide.show('push', 0);
    const asking = await guide.visit(profile, guide.secondOrigin);
    await asking.page.getByLabel('Customer name').fill('push');
    await asking.page.locator('neon-push-otp [part=button]').click();
    const number = asking.page.locator('neon-push-otp [part=number]');
    const shown = await number.filter({ hasText: /\d{3}/ }).textContent();
    const inbox = approving.page.locator('neon-push-inbox');
    await inbox.getByLabel('Number shown there').fill(shown!);
    await approving.confirm('Yes, it is me');
    await asking.page.locator('neon-push-otp:state(ready)').waitFor();
    await button(asking.page, 'Sign in').click();
    await asking.page.getByText('received').waitFor();
    const { login, otp } = Object.fromEntries(new URLSearchParams(guide.received.at(-1)!.body));
    assert.equal(login, 'push');
    assert.equal(await guide.service.verifyOtp(guide.site, 'push', otp!), true);
    assert.deepEqual([...guide.complaintsOf(approving), ...guide.complaintsOf(asking)], []);
  });

  it('frames asks for the PIN in the frame, and moves the enrolment into the page', async () => {
    await guide.show('sign-in');
    await guide.showWith({ page: 'frame' });
    const visitor = await guide.visit(await guide.profile());
    const { page } = visitor;
    const pad = page.frameLocator('iframe[title=PIN]').getByRole('dialog');
    const enter = async () => {
      await pad.getByLabel('PIN', { exact: true }).fill(pin);
      await pad.getByRole('button', { name: 'Continue' }).click();
    };
    await visitor.submitCode(await guide.service.issueCode(guide.site, 'frame'));
    await pad.getByLabel('New PIN').fill(pin);
    await pad.getByLabel('Repeat the PIN').fill(pin);
    await pad.getByRole('button', { name: 'Continue' }).click();
    await visitor.chosen('frame');
    await visitor.askForOtp();
    await enter();
    const otp = await visitor.shownOtp();
    assert.equal(await guide.service.verifyOtp(guide.site, 'frame', otp), true);

    await guide.show('without-elements');
    await visitor.open('/');
    const moved = page.evaluate(
      ([login, value]) =>
        import('/frame-0.js' as string).then(({ leaveFrame }: FrameExample) =>
          leaveFrame(login, { askForPin: () => Promise.resolve({ value, type: 'pin' }) }),
        ),
      ['frame', pin] as const,
    );
    await enter();
    await moved;
    await guide.show('sign-in');
    await visitor.open('/');
    await visitor.chosen('frame');
    const again = await visitor.getOtp();
    assert.equal(await guide.service.verifyOtp(guide.site, 'frame', again), true);
    assert.deepEqual(guide.complaintsOf(visitor), []);
  });

  it('own elements says how the page is connected, and how many accounts there are', async () => {
    const { visitor } = await guide.enrolled('own');
    await guide.show('own-elements');
    await visitor.open('/');
    await visitor.page.getByText('Connected. Accounts here: 1').waitFor();
    assert.deepEqual(guide.complaintsOf(visitor), []);
  });

  it('the core refuses a wrong PIN with its code, and gets a password with the right one', async () => {
    await guide.show('without-elements');
    const { page, ...visitor } = await guide.visit(await guide.profile());
    await page
      .getByLabel('Activation code')
      .fill(await guide.service.issueCode(guide.site, 'core'));
    await page.getByLabel('New PIN').fill(pin);
    await button(page, 'Set up this browser').click();
    await page.getByText('Set up for core').waitFor();
    await page.getByLabel('PIN', { exact: true }).fill('739164');
    await button(page, 'Get a password').click();
    await page.getByText('PASSWORD_IS_WRONG').waitFor();
    await page.getByLabel('PIN', { exact: true }).fill(pin);
    await button(page, 'Get a password').click();
    const otp = await page
      .locator('output')
      .filter({ hasText: /^\d{8}$/ })
      .textContent();
    assert.equal(await guide.service.verifyOtp(guide.site, 'core', otp!), true);
    assert.deepEqual(
      visitor.complaints.filter((text) => !text.includes('favicon')),
      [],
    );
  });
});
