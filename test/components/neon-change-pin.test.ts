import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { expectAccessible } from '../support/elements/axe.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';

const other = '719284';
const states = ['pending', 'done', 'failed'];
const none = 'This service uses no PIN: there is nothing to change.';

describe('<neon-change-pin>', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    await kit.enrol('ada');
  });
  afterEach(() => kit.close());

  async function show(login = 'ada') {
    const shown = await kit.show(html`<neon-change-pin login=${login}></neon-change-pin>`);
    const change = new Harness(onPage('neon-change-pin'));
    await change.until(() => change.part('button').ariaDisabled === 'false');
    return { ...shown, change };
  }

  it('asks for an account before anything else', async () => {
    const { change } = await show();
    change.element.login = '';
    await change.until(() => change.text('hint') === 'Choose an account first.');
    expect(change.part('button').ariaDisabled).to.equal('true');
    await expectAccessible(change.element);
  });

  it('is disabled where the service has no PINs', async () => {
    await kit.close();
    kit = await KitPage.start({ pin: 'none' });
    await kit.enrol('ada');
    const { provider, prompt } = await kit.show(
      html`<neon-change-pin login="ada"></neon-change-pin>`,
    );
    const change = new Harness(onPage('neon-change-pin'));
    await change.until(() => change.text('hint') === none);
    expect(change.part('button').ariaDisabled).to.equal('true');
    change.part('button').click();
    expect(change.states(...states)).to.deep.equal([]);
    expect([prompt.isOpen, provider.status]).to.deep.equal([false, 'online']);
    await expectAccessible(change.element);
  });

  it('shows that refusal when the service makes it', async () => {
    await kit.close();
    kit = await KitPage.start({ pin: 'none' });
    await kit.enrol('ada');
    // Of a login that it spells otherwise the page does not know what the service has said.
    const { change, prompt } = await show('Ada');
    const failed = nextEvent(change.element, 'neon-error');
    change.part('button').click();
    expect((await failed).error.code).to.equal('NO_PASSWORD');
    await change.until(() => change.text('message'));
    expect(change.text('message')).to.equal(none);
    expect(prompt.isOpen).to.equal(false);
  });

  it('changes nothing when the dialog is closed at the second step', async () => {
    const { change, prompt } = await show();
    change.part('button').focus();
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);
    await prompt.until(() => prompt.text('title') === 'Choose a PIN');
    await sendKeys({ press: 'Escape' });
    await change.until(() => change.part('button').ariaBusy === 'false');
    expect(change.states(...states)).to.deep.equal([]);
    expect(change.text('message')).to.equal('');
    expect(change.focused).to.equal('button');
  });

  it('asks again for an old PIN that is wrong, in the dialog that stays open', async () => {
    const { change, prompt } = await show();
    change.part('button').click();
    await prompt.answer('111213');
    await prompt.until(() => prompt.text('title') === 'Choose a PIN');
    let closed = 0;
    prompt.part('dialog').addEventListener('close', () => closed++);
    await prompt.enter(other, other);
    await prompt.refuses();
    expect(prompt.text('title')).to.equal('Enter your PIN');
    expect(prompt.text('message')).to.equal(
      'One wrong PIN. After 4 more, your account is blocked here.',
    );
    expect(closed).to.equal(0);
    await sendKeys({ press: 'Escape' });
  });

  it('refuses a new PIN that is the old one', async () => {
    const { change, prompt } = await show();
    const failed = nextEvent(change.element, 'neon-error');
    change.part('button').click();
    await prompt.answer(pin);
    await prompt.until(() => prompt.text('title') === 'Choose a PIN');
    await prompt.enter(pin, pin);
    const { error, operation } = await failed;
    expect(error).to.include({ code: 'PIN_REFUSED', reason: 'same' });
    expect(operation).to.equal('changePin');
    await change.until(() => change.text('message'));
    expect(change.text('message')).to.equal('You have this one. Please choose another.');
    expect(change.states(...states)).to.deep.equal(['failed']);
    await expectAccessible(change.element);
  });

  it('says "password" where the service uses passwords', async () => {
    await kit.close();
    kit = await KitPage.start({ pin: 'password' });
    await kit.enrol('ada', 'harbour lights at dawn');
    const { change, prompt } = await show();
    expect(change.text('button')).to.equal('Change password');
    expect(change.text('hint')).to.equal(
      'First the password that you have, then the new one, twice.',
    );
    change.part('button').click();
    await prompt.answer('harbour lights at dawn');
    await prompt.until(() => prompt.text('title') === 'Choose a password');
    await prompt.enter('seven quiet herons', 'seven quiet herons');
    await change.until(() => change.states('done').length);
    expect(change.text('status')).to.equal('Your password is changed, on all your devices.');
  });

  it('replaces the PIN by keyboard alone, says so, and puts no PIN into events', async () => {
    const { change, prompt, provider } = await show();
    const event = nextEvent(change.element, 'neon-pin-changed');
    change.part('button').focus();
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);
    await prompt.until(() => prompt.text('title') === 'Choose a PIN');
    expect(prompt.parts('input')).to.have.length(2);
    await prompt.enter(other, other);
    const changed = await event;

    expect({ ...changed }).to.include({ login: 'ada' });
    expect(JSON.stringify({ ...changed })).not.to.contain(other);
    await change.until(() => change.states('done').length && !prompt.isOpen);
    expect(change.text('status')).to.equal('Your PIN is changed, on all your devices.');
    expect(change.part('status').role).to.equal('status');
    expect(change.focused).to.equal('button');
    await expectAccessible(change.element);
    const otp = await provider.client!.getOnlineOtp('ada', { pin: other });
    expect(await kit.service.verifyOtp(kit.site, 'ada', otp.value)).to.equal(true);
  });
});
