import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useStage } from './support/stage.js';
import { ada, Visitor } from './support/visitor.js';

const used = /wrong, used or too old/;

describe('signing in to the demo', () => {
  const stage = useStage();

  it('refuses a password that was used already, and says so', async () => {
    const visitor = await stage.visitor();
    await visitor.setUp('eve');
    const answer = visitor.page.waitForResponse(`${stage.demo.url}/login`);
    await visitor.page.route('**/login', async (route) => {
      const otp = new URLSearchParams(route.request().postData() ?? '').get('otp') ?? '';
      assert.equal((await stage.demo.signIn('eve', otp)).status, 303);
      await route.continue();
    });
    await visitor.signIn();

    assert.equal((await answer).status(), 401);
    await visitor.problem(visitor.page.locator('#login-form'), used).waitFor();
    // The script of the page has run once the account is shown.
    await visitor.chosen('eve');
    assert.match(await visitor.page.title(), /^Not signed in/);
  });

  it('sends nothing without a one-time password', async () => {
    const visitor = await stage.visitor();
    await visitor.setUp('eve.two');
    await visitor.pressSignIn();
    await visitor.dialog.getByRole('button', { name: 'Cancel' }).click();

    await visitor.page.locator('neon-sign-in:not(:state(pending))').waitFor();
    assert.equal(visitor.page.url(), `${stage.demo.url}/`);
  });

  it('leads from a code to the account without errors on the console', async () => {
    const { demo } = stage;
    const visitor = await stage.visitor();
    await visitor.setUp();
    const answer = visitor.page.waitForResponse(`${demo.url}/login`);
    await visitor.signIn();

    assert.equal((await answer).status(), 303);
    await visitor.page.waitForURL(`${demo.url}/account`);
    assert.equal(await visitor.signedInAs(), ada);
    assert.deepEqual(visitor.complaints, []);
    assert.deepEqual(
      (await demo.tokens(ada)).map(({ status }) => status),
      ['ACTIVE'],
    );
  });

  it('shows the account after a reload', async () => {
    const visitor = await stage.visitor();
    await visitor.setUp('grace');
    await visitor.page.reload();
    await visitor.chosen('grace');
    const otp = await visitor.getOtp();

    assert.equal((await stage.demo.signIn('grace', otp)).status, 303);
    await visitor.activation.waitFor({ state: 'hidden' });
  });

  it('gives two tabs a password at the same time, and both are accepted', async () => {
    const { demo } = stage;
    const profile = await stage.profile();
    const one = await Visitor.arrive(profile, demo.url);
    await one.setUp('twin');
    const other = await Visitor.arrive(profile, demo.url);
    await other.chosen('twin');
    for (let round = 1; round <= 3; round++) {
      const otps = await Promise.all([one.getOtp(), other.getOtp()]);
      const answers = await Promise.all(otps.map((otp) => demo.signIn('twin', otp)));
      assert.deepEqual(
        answers.map(({ status }) => status),
        [303, 303],
      );
    }
    assert.deepEqual(
      (await demo.tokens('twin')).map(({ status }) => status),
      ['ACTIVE'],
    );
    assert.equal(await demo.audited('token.desync'), 0);
  });

  it('shows a tab the enrolments that another has added and removed', async () => {
    const profile = await stage.profile();
    const one = await Visitor.arrive(profile, stage.demo.url);
    const other = await Visitor.arrive(profile, stage.demo.url);
    await one.setUp('tabby');
    await other.chosen('tabby');
    await other.page.getByRole('button', { name: 'Not you?' }).click();
    await other.logins.getByRole('button', { name: 'Manage' }).click();
    await other.logins.getByRole('button', { name: 'Remove tabby from this browser' }).click();
    await other.logins.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await one.logins.getByText('No account is set up in this browser yet.').first().waitFor();

    assert.deepEqual(
      (await stage.demo.tokens('tabby')).map(({ status }) => status),
      ['REVOKED'],
    );
  });

  it('fills in and hides the code of an activation link, also beside an account', async () => {
    const visitor = await stage.visitor();
    await visitor.setUp('first');
    const code = await stage.demo.issueCode('second');
    await visitor.page.goto('about:blank');
    await visitor.page.goto(`${stage.demo.url}/#neon-code=${code}`);
    assert.equal(await visitor.activation.getByLabel('Activation code').inputValue(), code);
    assert.equal(visitor.page.url(), `${stage.demo.url}/`);
    await visitor.submitCode();
    await visitor.choosePin();
    await visitor.activated('second');
  });
});
