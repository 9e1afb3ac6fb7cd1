import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { expectAccessible } from '../support/elements/axe.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';

const forgotten = '719284';
const none = 'This service uses no PIN: there is none to set.';

describe('<neon-reset-pin>', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    await kit.enrol('ada', '482918');
  });
  afterEach(() => kit.close());

  async function show(login = 'ada') {
    const shown = await kit.show(html`<neon-reset-pin login=${login}></neon-reset-pin>`);
    const form = new Harness(onPage('neon-reset-pin'));
    await form.until(() => form.part('button').ariaDisabled === 'false');
    const type = async (text: string) => {
      form.part('input').focus();
      await sendKeys({ type: text });
    };
    return { ...shown, form, type };
  }

  it('asks for an account before anything else', async () => {
    const { form } = await show();
    form.element.login = '';
    await form.until(() => form.text('hint') === 'Choose an account first.');
    expect(form.part('button').ariaDisabled).to.equal('true');
  });

  it('takes no code where the service has no PINs', async () => {
    await kit.close();
    kit = await KitPage.start({ pin: 'none' });
    await kit.enrol('ada');
    const { prompt } = await kit.show(html`<neon-reset-pin login="ada"></neon-reset-pin>`);
    const form = new Harness(onPage('neon-reset-pin'));
    await form.until(() => form.text('hint') === none);
    expect(form.part('button').ariaDisabled).to.equal('true');
    form.part('input').focus();
    await sendKeys({ type: '1234567897' });
    await sendKeys({ press: 'Enter' });
    expect(form.states('pending', 'failed')).to.deep.equal([]);
    expect(prompt.isOpen).to.equal(false);
    await expectAccessible(form.element);
  });

  it('shows that refusal when the service makes it', async () => {
    await kit.close();
    kit = await KitPage.start({ pin: 'none' });
    await kit.enrol('ada');
    // Of a login that it spells otherwise the page does not know what the service has said.
    const { form, prompt, type } = await show('Ada');
    const failed = nextEvent(form.element, 'neon-error');
    await type('1234567897');
    await sendKeys({ press: 'Enter' });
    expect((await failed).error.code).to.equal('NO_PASSWORD');
    await form.until(() => form.text('message'));
    expect(form.text('message')).to.equal(none);
    expect(prompt.isOpen).to.equal(false);
  });

  it('says that the service does not know the code', async () => {
    const { form, prompt, type } = await show();
    const failed = nextEvent(form.element, 'neon-error');
    await type('1234567897');
    await sendKeys({ press: 'Enter' });
    await prompt.answer(forgotten, forgotten);
    const { error, operation } = await failed;
    expect([error.code, operation]).to.deep.equal(['CODE_ENTRY_DOES_NOT_EXIST', 'resetPin']);
    await form.until(() => form.text('message'));
    expect(form.text('message')).to.contain('unknown, used or expired');
    expect(form.part('input').ariaInvalid).to.equal('true');
    expect(form.part('message').role).to.equal('alert');
    await expectAccessible(form.element);
  });

  it('asks for another PIN when the new one is common', async () => {
    const { form, prompt, type } = await show();
    await type(await kit.code('ada', { kind: 'reset' }));
    await sendKeys({ press: 'Enter' });
    await prompt.answer('123456', '123456');
    await prompt.refuses();
    expect(prompt.text('message')).to.contain('too easy to guess');
    await prompt.enter(forgotten, forgotten);
    await form.until(() => form.states('done').length);
  });

  it('sets a new PIN by keyboard alone, without the old one, and moves the focus to the success message', async () => {
    const { form, prompt, provider, type } = await show();
    const event = nextEvent(form.element, 'neon-pin-reset');
    await type(await kit.code('ada', { kind: 'reset' }));
    await sendKeys({ press: 'Enter' });
    await prompt.asks();
    expect(prompt.text('title')).to.equal('Choose a PIN');
    expect(form.states('pending')).to.deep.equal(['pending']);
    await prompt.enter(forgotten, forgotten);

    expect((await event).login).to.equal('ada');
    await form.until(() => form.states('done').length && form.focused === 'success');
    expect(form.text('success')).to.contain('The PIN of ada is set.');
    await expectAccessible(form.element);
    const otp = await provider.client!.getOnlineOtp('ada', { pin: forgotten });
    expect(await kit.service.verifyOtp(kit.site, 'ada', otp.value)).to.equal(true);
  });

  it('says "password" where the service uses passwords', async () => {
    await kit.close();
    kit = await KitPage.start({ pin: 'password' });
    await kit.enrol('ada', 'harbour lights at dawn');
    const { form, prompt, type } = await show();
    expect(form.text('button')).to.equal('Set a new password');
    await type(await kit.code('ada', { kind: 'reset' }));
    await sendKeys({ press: 'Enter' });
    await prompt.asks();
    expect(form.text('button')).to.equal('Setting the password…');
    expect(form.text('status')).to.equal('Setting the password…');
    await prompt.enter('seven quiet herons', 'seven quiet herons');
    await form.until(() => form.states('done').length);
    expect(form.text('success')).to.contain('The password of ada is set.');
  });

  it('shows the empty form again when it is reset', async () => {
    const { form, prompt, type } = await show();
    await type(await kit.code('ada', { kind: 'reset' }));
    await sendKeys({ press: 'Enter' });
    await prompt.answer(forgotten, forgotten);
    await form.until(() => form.states('done').length);
    form.element.reset();
    await form.until(() => !form.states('done').length);
    expect(form.part('form').checkVisibility()).to.equal(true);
    expect(form.text('success')).to.equal('');
  });
});
