import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useStage } from './support/stage.js';
import { Visitor } from './support/visitor.js';

const password = 'a lighthouse at low tide';

const publicPages = ['/keys', '/help', '/'];
const accountPages = ['/account/security', '/account'];

/** Every sentence of these pages names the current kind of secret, or none. */
async function saysOnlyOf(
  visitor: Visitor,
  secret: 'password' | undefined,
  paths: readonly string[] = publicPages,
): Promise<void> {
  for (const path of paths) {
    await visitor.open(path);
    const text = await visitor.page.locator('body').innerText();
    // The way to the settings names every choice there is; one-time passwords are another thing.
    const own = text.replace(/one-time passwords?|a PIN, a password, nothing/gi, '');
    assert.doesNotMatch(own, secret ? /\bPINs?\b/ : /\bPINs?\b|password/i, path);
    if (secret && path !== '/account') assert.match(own, /password/i, path);
  }
}

describe('the staff of the demo change how customers prove who they are', () => {
  const stage = useStage();

  const openSettings = async () => {
    const staff = await Visitor.at(await stage.profile(), `${stage.demo.url}/settings`);
    await staff.page.locator('[name=pin]:checked').waitFor();
    return staff.page;
  };
  const saved = async (page: Awaited<ReturnType<typeof openSettings>>) => {
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
  };

  it('not while there are customers, and the page says so', async () => {
    await stage.demo.issueCode('here.already');
    const page = await openSettings();
    await page.getByLabel('A password').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').filter({ hasText: 'while the service has users' }).waitFor();
    await page.getByRole('button', { name: 'Remove all customers' }).click();
    await page.getByText('All customers are removed.').waitFor();
    await page.getByText('Customers now: 0').waitFor();
    // The current settings are shown again, not the refused ones.
    assert.ok(await page.getByLabel('A PIN of digits').isChecked());
  });

  it('to a password', async () => {
    const page = await openSettings();
    await page.getByLabel('A password').check();
    await saved(page);
    const visitor = await stage.visitor();
    await saysOnlyOf(visitor, 'password');
    await visitor.takeCode('wordy');
    await visitor.page.getByText('Active, has no password yet.').waitFor();
    await visitor.page.getByLabel('With a new password').waitFor();
    await visitor.submitCode();
    await visitor.dialog.getByLabel('New password').fill(password);
    await visitor.dialog.getByLabel('Repeat the password').fill(password);
    await visitor.dialog.getByRole('button', { name: 'Continue' }).click();
    await visitor.activated('wordy');
    await visitor.pressSignIn();
    await visitor.dialog.getByLabel('Password', { exact: true }).fill(password);
    await visitor.page.keyboard.press('Enter');
    await visitor.page.getByText('with this browser’s key and your password').waitFor();
    await saysOnlyOf(visitor, 'password', accountPages);
  });

  it('to the browser alone, and switch seals and approvals off', async () => {
    const page = await openSettings();
    await page.getByRole('button', { name: 'Remove all customers' }).click();
    await page.getByText('Customers now: 0').waitFor();
    await page.getByLabel('Nothing: the browser alone').check();
    await page.getByLabel('Payments can be sealed').uncheck();
    await page.getByLabel('Another device can approve').uncheck();
    await saved(page);

    const visitor = await stage.visitor();
    await saysOnlyOf(visitor, undefined);
    await visitor.takeCode('trusted');
    await visitor.page.getByText('Active.', { exact: true }).waitFor();
    assert.equal(await visitor.page.locator('#define-pin').count(), 0);
    await visitor.submitCode();
    await visitor.activated('trusted');
    await visitor.pressSignIn();
    await visitor.page.getByText('with this browser’s key').waitFor();
    await saysOnlyOf(visitor, undefined, accountPages);
    await visitor.open('/account/payments');
    await visitor.page.getByRole('button', { name: 'Seal', exact: true }).click();
    const seal = visitor.page.locator('neon-seal');
    await visitor.problem(seal, 'Sealing is switched off.').waitFor();
  });
});
