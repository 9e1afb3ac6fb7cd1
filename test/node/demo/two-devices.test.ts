import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { useStage } from './support/stage.js';
import { Visitor } from './support/visitor.js';

/** One person with one browser, whose two addresses play two devices. */
describe('two devices of one person at the demo', () => {
  const stage = useStage();

  /** The number that the asking page shows. */
  const shownNumber = async (page: Page) => {
    const number = page.locator('neon-push-otp [part=number]');
    return (await number.filter({ hasText: /\d{3}/ }).textContent()) ?? '';
  };

  /** Asks, from the second device, for a sign-in that the first one approves. */
  const askFrom = async (profile: BrowserContext, login: string) => {
    const asking = await Visitor.at(profile, `${stage.secondUrl}/push`);
    await asking.page.getByLabel('Your customer name').fill(login);
    await asking.page.getByRole('button', { name: 'Confirm on another device' }).click();
    return { asking, number: await shownNumber(asking.page) };
  };

  /** Opens the approvals of the first device. */
  const approvals = async (profile: BrowserContext) => {
    const approving = await Visitor.at(profile, `${stage.demo.url}/approve`);
    const inbox = approving.page.locator('neon-push-inbox');
    return { approving, inbox };
  };

  it('share neither enrolments nor sessions, and each shows which it is', async () => {
    const profile = await stage.profile();
    const first = await Visitor.arrive(profile, stage.demo.url);
    await first.enter('keeper');
    const second = await Visitor.arrive(profile, stage.secondUrl);
    await second.page.getByRole('heading', { name: 'This is your second device.' }).waitFor();
    await second.logins.getByText('No account is set up in this browser yet.').first().waitFor();
    assert.equal(await second.page.getByText('Bank staff').count(), 0);
    await second.open('/account');
    assert.equal(second.page.url(), `${stage.secondUrl}/`);
    assert.deepEqual([...first.complaints, ...second.complaints], []);
  });

  it('the second is set up by a code of the first, signs in, and is removed by it', async () => {
    const profile = await stage.profile();
    const first = await Visitor.arrive(profile, stage.demo.url);
    await first.enter('double');
    await first.open('/account/security');
    await first.confirm('Set up another device');
    const panel = first.page.getByRole('group', { name: 'Code for another device' });
    const code = (await panel.locator('[part=code]').textContent()) ?? '';
    const second = await Visitor.arrive(profile, stage.secondUrl);
    await second.activation.getByLabel('Name of this browser').fill('Pocket phone');
    await second.submitCode(code.trim());
    await second.enterPin();
    await second.activated('double');
    await second.signIn();
    await second.page.waitForURL(`${stage.secondUrl}/account`);
    assert.equal(await second.signedInAs(), 'double');

    await first.page.reload();
    const devices = first.page.locator('neon-devices');
    await devices.getByText('This browser').waitFor();
    await devices.getByRole('button', { name: 'Remove Pocket phone' }).click();
    await devices.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await first.enterPin();
    await devices.getByText('Pocket phone is removed.').waitFor();
    await second.open('/');
    await second.logins.getByText('Not accepted. Set it up again').waitFor();
    const statuses = (await stage.demo.tokens('double')).map(({ status }) => status);
    assert.deepEqual(statuses.sort(), ['ACTIVE', 'REVOKED']);
    assert.deepEqual([...first.complaints, ...second.complaints], []);
  });

  it('the link in the picture opens the other device with the code filled in', async () => {
    const profile = await stage.profile();
    const code = await stage.demo.issueCode('scanner');
    const second = await Visitor.arrive(profile, `${stage.secondUrl}/#neon-code=${code}`);
    assert.equal(await second.activation.getByLabel('Activation code').inputValue(), code);
    assert.equal(second.page.url(), `${stage.secondUrl}/`);
  });

  it('the first denies the request of the second', async () => {
    const profile = await stage.profile();
    await (await Visitor.arrive(profile, stage.demo.url)).setUp('refuser');
    const { inbox } = await approvals(profile);
    const { asking } = await askFrom(profile, 'refuser');
    await inbox.getByText('sign in as refuser?').waitFor();
    await inbox.getByRole('button', { name: 'Deny' }).click();
    await inbox.getByText('Denied.').waitFor();
    await asking.problem(asking.page.locator('neon-push-otp'), /was not approved/).waitFor();
    assert.equal(asking.page.url(), `${stage.secondUrl}/push`);
  });

  it('the first approves with the number and the PIN, and the second is signed in', async () => {
    const profile = await stage.profile();
    await (await Visitor.arrive(profile, stage.demo.url)).setUp('approver');
    const { approving, inbox } = await approvals(profile);
    const { asking, number } = await askFrom(profile, 'approver');
    const field = inbox.getByLabel('Number shown there');
    await field.fill(number === '123456' ? '654321' : '123456');
    await approving.confirm('Yes, it is me');
    await approving.problem(inbox, /not the number/).waitFor();
    await field.fill(number);
    await approving.confirm('Yes, it is me');
    await inbox.getByText('Confirmed.').waitFor();

    await asking.page.waitForURL(`${stage.secondUrl}/account`);
    assert.equal(await asking.signedInAs(), 'approver');
    await asking.page.getByText('with the key of another browser of yours and your PIN').waitFor();
    await asking.open('/account/security');
    await asking.page.getByText('This browser is not set up for approver').waitFor();
    assert.deepEqual([...approving.complaints, ...asking.complaints], []);
  });
});
