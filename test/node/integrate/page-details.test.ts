/**
 * The examples of docs/integrate that change how pages look, speak and report, played as they stand there.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pin } from '../../support/clients/pins.js';
import { useGuideSite } from './support/guide-site.js';

/** Of the page. */
declare const getComputedStyle: (node: unknown) => Readonly<Record<string, string>>;

describe('the example on', () => {
  const guide = useGuideSite();

  it('sign-in tells a script that starts later which account is selected, at each of 8 loads', async () => {
    const { visitor } = await guide.enrolled('late');
    const { page } = visitor;
    await page.addInitScript(`
      // The list has told which account is selected, and tells nothing more.
      const start = new Promise((resolve) => {
        addEventListener('neon-login-selected', resolve, { once: true });
      });
      globalThis.late = start.then(() => new Promise((resolve) => {
        const list = document.querySelector('neon-login-list');
        const look = () => list.value && resolve(list.value);
        list.addEventListener('neon-login-selected', look);
        look();
      }));
    `);
    for (let load = 1; load <= 8; load++) {
      await page.reload();
      assert.equal(await page.evaluate('late'), 'late');
      // A script that starts after everything reads the same.
      await visitor.chosen('late');
      const read = `[
        document.querySelector('neon-provider').selectedLogin,
        document.querySelector('neon-provider').logins.join(),
        document.querySelector('neon-otp').currentLogin,
        new FormData(document.querySelector('form')).get('login'),
      ]`;
      assert.deepEqual(await page.evaluate(read), Array(4).fill('late'));
    }
    const otp = await visitor.getOtp();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('received').waitFor();
    const { body } = guide.received.at(-1)!;
    assert.deepEqual(Object.fromEntries(new URLSearchParams(body)), { login: 'late', otp });
    assert.deepEqual(guide.complaintsOf(visitor), []);
  });

  it('languages has each button in the words of its language', async () => {
    await guide.show('languages');
    const { page } = await guide.visit(await guide.profile());
    await page.getByRole('button', { name: 'Obter a palavra-passe' }).waitFor();
    await page.getByRole('button', { name: 'Get my password' }).waitFor();
    await page.getByText('Ainda não há nenhuma conta').first().waitFor();
  });

  it('elements shows them', async () => {
    await guide.show('elements');
    const visitor = await guide.visit(await guide.profile());
    for (const tag of ['neon-activate', 'neon-login-list', 'neon-otp', 'neon-change-pin']) {
      await visitor.page.locator(`${tag}:defined`).waitFor();
    }
    assert.deepEqual(guide.complaintsOf(visitor), []);
  });

  it('styling gives the elements these colours, corners and fonts', async () => {
    const { visitor } = await guide.enrolled('styling');
    await guide.showWith({ style: 'styling' });
    await visitor.open('/');
    await visitor.chosen('styling');
    await visitor.getOtp();
    const styleOf = (part: string, name: string) =>
      visitor.otp
        .locator(`[part~=${part}]`)
        .evaluate((node, property) => getComputedStyle(node)[property], name);
    assert.equal(await styleOf('code', 'fontFamily'), 'monospace');
    assert.equal(await styleOf('code', 'fontSize'), '26px');
    assert.equal(await styleOf('button', 'borderRadius'), '0px');
    const outline = await visitor.otp.evaluate((node) => getComputedStyle(node).outlineColor);
    assert.equal(outline, 'rgb(0, 128, 0)');
    assert.deepEqual(guide.complaintsOf(visitor), []);
  });

  it('events tells the server of a failure and of a password, and no secret', async () => {
    const { visitor } = await guide.enrolled('events');
    await guide.show('events');
    await guide.showWith({ page: 'elements' });
    await visitor.open('/');
    await visitor.otp.evaluate((otp) => Object.assign(otp, { login: 'events' }));
    const otp = guide.nextBody('/log');
    await visitor.getOtp();
    assert.deepEqual(JSON.parse(await otp), { login: 'events', did: 'otp' });
    const failure = guide.nextBody('/log');
    await visitor.otp.getByRole('button', { name: 'Get a new one' }).click();
    await visitor.guess('739164');
    assert.deepEqual(JSON.parse(await failure), {
      operation: 'getOnlineOtp',
      code: 'PASSWORD_IS_WRONG',
    });
  });

  it('errors has a sentence for a wrong PIN, and a password for the right one', async () => {
    const { visitor } = await guide.enrolled('errors');
    // A page with a bundle of its own, whose elements and scripts share one class of errors.
    await guide.show('biometrics');
    await visitor.open('/');
    const outcome = (typed: string) =>
      visitor.page.evaluate(
        `import('/errors-0.js').then(({ oneTimePassword }) =>
          oneTimePassword(document.querySelector('neon-provider').client, 'errors', '${typed}'))`,
      ) as Promise<{ value?: string; sentence?: string }>;
    assert.deepEqual(await outcome('739164'), { sentence: 'Wrong PIN. 4 tries left.' });
    const { value } = await outcome(pin);
    assert.equal(await guide.service.verifyOtp(guide.site, 'errors', value!), true);
  });

  it('browsers finds that this one is supported', async () => {
    await guide.show('sign-in');
    const { page } = await guide.visit(await guide.profile());
    assert.equal(
      await page.evaluate(`import('/browsers-0.js').then(({ isSupported }) => isSupported)`),
      true,
    );
  });
});
