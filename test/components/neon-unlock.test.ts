import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { expectAccessible } from '../support/elements/axe.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';

const states = ['pending', 'done', 'failed'];

describe('<neon-unlock>', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    await kit.enrol('ada');
  });
  afterEach(() => kit.close());

  async function show() {
    const shown = await kit.show(html`<neon-unlock login="ada"></neon-unlock>`);
    const form = new Harness(onPage('neon-unlock'));
    await form.until(() => form.part('button').ariaDisabled === 'false');
    const input = form.part<HTMLInputElement>('input');
    const type = async (text: string) => {
      input.focus();
      await sendKeys({ type: text });
    };
    return { ...shown, form, input, type };
  }

  async function block(): Promise<string> {
    const [tid] = await kit.tids('ada');
    await kit.service.admin.post(`/tokens/${tid}/block`);
    return kit.code('ada', { kind: 'unlock', tid });
  }

  const sent = async () =>
    (await kit.service.requests()).filter((path) => path === '/btt/v1/op').length;

  it('shows a typing mistake as soon as the code is complete, and sends nothing', async () => {
    const before = await sent();
    const { form, input, type } = await show();
    await type('1234567890');
    await form.until(() => form.text('message'));
    expect(form.text('message')).to.equal('There is a typing mistake in this code. Check it.');
    expect(input.ariaInvalid).to.equal('true');
    await sendKeys({ press: 'Enter' });
    expect(form.focused).to.equal('input');
    expect(form.states(...states)).to.deep.equal([]);
    await expectAccessible(form.element);
    await sendKeys({ press: 'Backspace' });
    await form.until(() => !form.text('message'));
    form.part('button').click();
    await form.until(() => form.text('message'));
    expect(await sent()).to.equal(before);
  });

  it('keeps what was typed when it gets its first login, and clears it for another one', async () => {
    await kit.show(html`<neon-unlock></neon-unlock>`);
    const element = onPage('neon-unlock');
    const input = new Harness(element).part<HTMLInputElement>('input');
    input.focus();
    await sendKeys({ type: '12345' });
    element.login = 'ada';
    await element.updateComplete;
    expect(input.value).to.equal('12345');
    element.login = 'bea';
    await element.updateComplete;
    expect(input.value).to.equal('');
  });

  it('says that nothing is blocked', async () => {
    const code = await kit.code('ada', { kind: 'unlock' });
    const { form, prompt, type } = await show();
    const failed = nextEvent(form.element, 'neon-error');
    await type(code);
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);
    const { error, operation } = await failed;
    expect([error.code, operation]).to.deep.equal(['USER_IS_NOT_BLOCKED', 'unlockToken']);
    await form.until(() => form.text('message'));
    expect(form.text('message')).to.equal('Your account is not blocked.');
    // The code itself is good.
    expect(form.part('input').ariaInvalid).to.equal('false');
    expect(form.states(...states)).to.deep.equal(['failed']);
  });

  it('says that a code is for another browser of the person', async () => {
    await kit.useElsewhere(await kit.code('ada'));
    const [, elsewhere] = await kit.tids('ada');
    await kit.service.admin.post(`/tokens/${elsewhere}/block`);
    const code = await kit.code('ada', { kind: 'unlock', tid: elsewhere });
    const { form, prompt, type } = await show();
    await type(code);
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);
    await form.until(() => form.text('message'));
    expect(form.text('message')).to.equal(
      'This code is for another of your browsers. Use it there, or ask for one for this browser.',
    );
    expect(form.part('input').ariaInvalid).to.equal('true');
  });

  it('says that an activation code does not unlock, and sends nothing', async () => {
    const before = await sent();
    const { form, prompt, type } = await show();
    await type(await kit.code('ada'));
    expect(form.text('message')).to.equal('');
    await sendKeys({ press: 'Enter' });
    await form.until(() => form.text('message'));
    expect(form.text('message')).to.contain('with 16 letters and digits it sets up a browser');
    expect(prompt.isOpen).to.equal(false);
    expect(await sent()).to.equal(before);
  });

  it('says that a code is for something else', async () => {
    const code = await kit.code('ada', { kind: 'reset' });
    const { form, prompt, type } = await show();
    await type(code);
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);
    await form.until(() => form.text('message'));
    expect(form.text('message')).to.equal(
      'This code does not unlock. With 10 digits it sets a new PIN or password, with 16 letters and digits it sets up a browser: use it there.',
    );
  });

  it('keeps the code when the dialog is closed, and shows no error', async () => {
    const code = await block();
    const { form, input, prompt, type } = await show();
    await type(code);
    await sendKeys({ press: 'Enter' });
    await prompt.asks();
    expect(form.text('status')).to.equal('Unlocking…');
    await sendKeys({ press: 'Escape' });
    await form.until(() => form.part('button').ariaBusy === 'false');
    expect(input.value).to.equal(code);
    expect(form.text('message')).to.equal('');
  });

  it('unblocks this browser, with a code typed in any grouping', async () => {
    const code = await block();
    const { form, input, prompt, provider, type } = await show();
    const before = await provider.client!.accounts();
    expect(before[0]!.state).to.equal('blocked');
    const unlocked = nextEvent(form.element, 'neon-unlocked');
    await type(`${code.slice(0, 5)} ${code.slice(5)}`);
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);

    expect((await unlocked).login).to.equal('ada');
    await form.until(() => form.states('done').length && form.focused === 'success');
    expect(form.text('success')).to.equal('ada is unlocked. You can use it again.');
    expect(input.value).to.equal('');
    await expectAccessible(form.element);
    const otp = await provider.client!.getOnlineOtp('ada', { pin });
    expect(await kit.service.verifyOtp(kit.site, 'ada', otp.value)).to.equal(true);
  });

  it('unblocks an account after too many wrong PINs', async () => {
    const { form, prompt, provider, type } = await show();
    for (let tries = 0; tries < 5; tries++) {
      await provider.client!.getOnlineOtp('ada', { pin: '111213' }).catch(() => undefined);
    }
    await type(await kit.code('ada', { kind: 'unlock' }));
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);
    await form.until(() => form.states('done').length);
    const otp = await provider.client!.getOnlineOtp('ada', { pin });
    expect(otp.value).to.match(/^\d{8}$/);
  });
});
