import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useStage } from './support/stage.js';
import type { Visitor } from './support/visitor.js';

const newPin = '903174';

describe('the staff of the demo help a customer', () => {
  const stage = useStage();

  const restoreCode = async ({ page }: Visitor) => {
    await page.getByRole('button', { name: 'Create restore code' }).click();
    await page.getByText(/^Restore code for/).waitFor();
    await page.getByRole('button', { name: 'Use it in step 2' }).click();
  };

  it('who lost a browser: the new one needs the same PIN, the lost one is refused', async () => {
    const lost = await stage.visitor();
    await lost.setUp('loser');
    const found = await stage.visitor();
    await found.takeCode('loser');
    await restoreCode(found);
    await found.submitCode();
    await found.enterPin(newPin);
    await found.problem(found.dialog, /That is not right/).waitFor();
    await found.enterPin();
    await found.activated('loser');
    const statuses = (await stage.demo.tokens('loser')).map(({ status }) => status);
    assert.deepEqual(statuses.sort(), ['ACTIVE', 'REPLACED']);

    await lost.askForOtp();
    await lost.enterPin();
    await lost.logins.getByText('Not accepted. Set it up again').waitFor();
    assert.ok(await lost.logins.getByRole('radio').isDisabled());

    const otp = await found.getOtp();
    assert.equal((await stage.demo.signIn('loser', otp)).status, 303);
  });

  it('who forgot the PIN and was blocked: a restore code lets a new one be chosen', async () => {
    const visitor = await stage.visitor();
    await visitor.setUp('forgetful');
    await visitor.askForOtp();
    await visitor.guess(newPin);
    await visitor.logins.getByText('Blocked.').waitFor();

    await visitor.page.getByLabel('With a new PIN').check();
    await restoreCode(visitor);
    await visitor.submitCode();
    await visitor.choosePin(newPin);
    await visitor.activated('forgetful');
    await visitor.chosen('forgetful');
    await visitor.askForOtp();
    await visitor.enterPin(newPin);
    const otp = await visitor.shownOtp();
    assert.equal((await stage.demo.signIn('forgetful', otp)).status, 303);
    assert.equal(await visitor.logins.locator('[part=login]').count(), 1);
  });

  it('who is blocked by the bank: nothing works until the bank unblocks', async () => {
    const visitor = await stage.visitor();
    await visitor.setUp('suspect');
    await visitor.page.getByRole('button', { name: 'Block customer' }).click();
    await visitor.logins.getByText('Switched off.').waitFor();
    await visitor.page.getByRole('button', { name: 'Create code' }).click();
    await visitor.page.getByText('The user is disabled.').waitFor();

    await visitor.page.getByRole('button', { name: 'Unblock customer' }).click();
    await visitor.chosen('suspect');
    const otp = await visitor.getOtp();
    assert.equal((await stage.demo.signIn('suspect', otp)).status, 303);
  });
});
