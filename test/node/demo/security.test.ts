import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addAuthenticator } from '../../support/browsers/virtual-authenticator.js';
import { pin } from '../../support/clients/pins.js';
import { useStage } from './support/stage.js';
import { Visitor } from './support/visitor.js';

const newPin = '903174';
const wrong = '739164';

describe('a customer of the demo', () => {
  const stage = useStage();

  /** Signs in again, with this PIN. */
  const signsIn = async (visitor: Visitor, login: string, value: string) => {
    await visitor.open('/');
    await visitor.chosen(login);
    await visitor.askForOtp();
    await visitor.enterPin(value);
    const otp = await visitor.shownOtp();
    assert.equal((await stage.demo.signIn(login, otp)).status, 303);
  };

  const file = ({ page }: Visitor) => page.getByRole('group', { name: 'Customer file' });

  it('changes the PIN, not with a wrong one, and the old one is refused afterwards', async () => {
    const visitor = await stage.visitor();
    await visitor.enter('changer');
    await visitor.open('/account/security');
    const { page, dialog } = visitor;
    await page.getByRole('button', { name: 'Change PIN' }).click();
    await visitor.enterPin(wrong);
    await visitor.choosePin(newPin);
    await visitor.problem(dialog, /One wrong PIN/).waitFor();
    await visitor.enterPin(pin);
    await visitor.choosePin(newPin);
    await page.getByText('Your PIN is changed, on all your devices.').waitFor();

    await visitor.open('/');
    await visitor.chosen('changer');
    await visitor.askForOtp();
    await visitor.enterPin(pin);
    await visitor.problem(dialog, /One wrong PIN/).waitFor();
    await visitor.enterPin(newPin);
    const otp = await visitor.shownOtp();
    assert.equal((await stage.demo.signIn('changer', otp)).status, 303);
    assert.deepEqual(visitor.complaints, []);
  });

  it('who is blocked after wrong PINs sets a new PIN with a reset code', async () => {
    const visitor = await stage.visitor();
    await visitor.setUp('resetter');
    await visitor.askForOtp();
    await visitor.guess(wrong);
    await visitor.logins.getByText('Blocked.').waitFor();
    const code = await visitor.shortCode('Create reset code');
    await visitor.page.getByRole('link', { name: 'Use it', exact: true }).click();
    const reset = visitor.page.locator('neon-reset-pin');
    const unlock = visitor.page.locator('neon-unlock');
    await unlock.getByLabel('Unlock code').fill(code);
    await visitor.confirm('Unlock');
    await visitor.problem(unlock, /does not unlock/).waitFor();
    await reset.getByLabel('Reset code').fill(code);
    await visitor.page.getByRole('button', { name: 'Set a new PIN' }).click();
    await visitor.choosePin(newPin);
    await reset.getByText('The PIN of resetter is set.').waitFor();
    await signsIn(visitor, 'resetter', newPin);
  });

  it('who is blocked after wrong PINs is unblocked by an unlock code', async () => {
    const visitor = await stage.visitor();
    await visitor.setUp('unlocker');
    await visitor.askForOtp();
    await visitor.guess(wrong);
    await visitor.logins.getByText('Blocked.').waitFor();
    const code = await visitor.shortCode('Create unlock code');
    await visitor.open('/help');
    const unlock = visitor.page.locator('neon-unlock');
    await unlock.getByLabel('Unlock code').fill(code);
    await visitor.confirm('Unlock');
    await unlock.getByText('unlocker is unlocked.').waitFor();
    await signsIn(visitor, 'unlocker', pin);
  });

  it('whose browser was blocked by the bank unblocks it with an unlock code', async () => {
    const visitor = await stage.visitor();
    await visitor.setUp('blocked');
    await file(visitor)
      .getByRole('button', { name: /^Block (?!customer)/ })
      .click();
    await visitor.logins.getByText('Blocked.').waitFor();
    const code = await visitor.shortCode(/^Create unlock code for/);
    await visitor.open('/help');
    const unlock = visitor.page.locator('neon-unlock');
    await unlock.getByLabel('Unlock code').fill(code);
    await visitor.confirm('Unlock');
    await unlock.getByText('blocked is unlocked.').waitFor();
    await signsIn(visitor, 'blocked', pin);
  });

  it('without an account in this browser is told so on every page that needs one', async () => {
    const visitor = await stage.visitor();
    await visitor.open('/help');
    await visitor.page.getByText('No account is set up in this browser.').waitFor();
    await visitor.open('/approve');
    await visitor.page.getByText('so nothing can be approved with it').waitFor();
  });

  it('uses biometrics in place of the PIN, on every page, and removes them', async () => {
    const visitor = await stage.visitor();
    const { page } = visitor;
    await addAuthenticator(page, true);
    await visitor.enter('finger');
    await visitor.open('/account/security');
    const bio = page.locator('neon-bio-key');
    await visitor.confirm('Set up biometrics');
    await bio.getByText('Biometrics are set up for this browser.').waitFor();

    await visitor.open('/account/payments');
    await page.getByRole('button', { name: 'Seal', exact: true }).click();
    await page.locator('neon-seal:state(done)').waitFor();
    await visitor.open('/');
    await visitor.chosen('finger');
    await visitor.askForOtp();
    const otp = await visitor.shownOtp();
    assert.equal((await stage.demo.signIn('finger', otp)).status, 303);

    await visitor.open('/account/security');
    await visitor.confirm('Remove biometrics');
    await bio.getByText('Biometrics are removed from this browser.').waitFor();
    assert.deepEqual(visitor.complaints, []);
  });

  it('at an IP address is told that biometrics are not possible', async () => {
    const visitor = await stage.visitor(stage.secondUrl);
    await visitor.submitCode(await stage.demo.issueCode('thumb'));
    await visitor.choosePin();
    await visitor.activated('thumb');
    await visitor.signIn();
    await visitor.page.waitForURL(/\/account$/);
    await visitor.open('/account/security');
    await visitor.page.getByText('This page cannot set up biometrics.').waitFor();
  });
});
