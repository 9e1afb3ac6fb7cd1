import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { KitPage, pin } from '../support/elements/kit-page.js';
import { rejectionCode } from '../support/clients/rejection.js';

describe('<neon-pin-prompt> for a new PIN or a password', () => {
  let kit: KitPage;
  afterEach(() => kit.close());

  async function activating(settings: object = {}, slotted = html``) {
    kit = await KitPage.start(settings);
    const { provider, prompt } = await kit.show(slotted);
    const client = provider.client!;
    const activated = client.activate(await kit.code('ada'));
    activated.catch(() => undefined);
    await prompt.asks();
    return { client, prompt, activated };
  }

  it('says which of the fields is empty', async () => {
    const { prompt, activated } = await activating();
    for (const [filled, invalid] of [
      ['', ['true', 'false']],
      [pin, ['false', 'true']],
    ] as const) {
      await prompt.enter(filled, '');
      expect(prompt.text('message')).to.equal('Fill in this field.');
      const fields = prompt.parts<HTMLInputElement>('input');
      expect(fields.map((field) => field.ariaInvalid)).to.deep.equal(invalid);
      expect(prompt.root.activeElement).to.equal(fields[invalid.indexOf('true')]);
    }
    await prompt.enter(pin);
    expect(await activated).to.equal('ada');
  });

  it('says that the entries differ, and keeps the first one', async () => {
    const { prompt, activated } = await activating();
    await prompt.enter(pin, '482918');
    const [first, again] = prompt.parts<HTMLInputElement>('input');

    expect(prompt.text('message')).to.equal('The two entries differ.');
    expect([first!.value, again!.value]).to.deep.equal([pin, '']);
    expect([first!.ariaInvalid, again!.ariaInvalid]).to.deep.equal(['false', 'true']);
    expect(prompt.root.activeElement === again).to.equal(true);
    expect(prompt.states('asking')).to.deep.equal(['asking']);

    await prompt.enter(pin);
    expect(await activated).to.equal('ada');
  });

  for (const [what, value, says] of [
    ['common', '123456', 'This is too easy to guess. Please choose another.'],
    ['short', '4829', 'This is too short.'],
    ['long', '4829174829171', 'This is too long.'],
    ['not of digits', 'secret', 'Some of these characters cannot be used.'],
  ] as const) {
    it(`refuses a PIN that is ${what}, and asks again`, async () => {
      const { prompt, activated } = await activating();
      await prompt.enter(value, value);
      await prompt.refuses();

      expect(prompt.text('message')).to.equal(says);
      expect(prompt.parts<HTMLInputElement>('input').map((input) => input.value)).to.deep.equal([
        '',
        '',
      ]);
      await prompt.enter(pin, pin);
      expect(await activated).to.equal('ada');
      expect(prompt.isOpen).to.equal(false);
    });
  }

  it('says the rules for a PIN', async () => {
    const { prompt, activated } = await activating({ pinMin: 4, pinMax: 8 });
    expect(prompt.text('title')).to.equal('Choose a PIN');
    expect(prompt.text('hint')).to.equal('4–8 digits, not easy to guess.');
    expect(prompt.parts('label').map((label) => label.textContent)).to.deep.equal([
      'New PIN',
      'Repeat the PIN',
    ]);
    await sendKeys({ press: 'Escape' });
    expect(await rejectionCode(activated)).to.equal('USER_CANCELLED');
  });

  it('says "password" where there are passwords, and tells password managers which one is meant', async () => {
    const { client, prompt, activated } = await activating({ pin: 'password' });
    const autocomplete = () =>
      [...prompt.root.querySelectorAll<HTMLInputElement>('input')].map((input) => [
        input.autocomplete,
        input.inputMode,
        input.value,
      ]);
    expect(prompt.text('title')).to.equal('Choose a password');
    expect(autocomplete()).to.deep.equal([
      ['username', '', 'ada'],
      ['new-password', 'text', ''],
      ['new-password', 'text', ''],
    ]);
    await prompt.enter('correct horse battery', 'correct horse battery');
    await activated;

    const otp = client.getOnlineOtp('ada');
    await prompt.asks();
    expect(prompt.text('title')).to.equal('Enter your password');
    expect(autocomplete()).to.deep.equal([
      ['username', '', 'ada'],
      ['current-password', 'text', ''],
    ]);
    await prompt.enter('correct horse battery');
    expect((await otp).value).to.match(/^\d{8}$/);
  });

  it('takes the password from a field of the page, where a password manager can fill it', async () => {
    const field = html`<input
      slot="password"
      type="password"
      autocomplete="current-password"
      id="managed"
    />`;
    const { client, prompt, activated } = await activating({ pin: 'password' }, field);
    const managed = document.querySelector<HTMLInputElement>('#managed')!;
    expect(managed.checkVisibility()).to.equal(false);
    await prompt.enter('correct horse battery', 'correct horse battery');
    await activated;

    const otp = client.getOnlineOtp('ada');
    await prompt.asks();
    expect(prompt.parts('input')).to.deep.equal([]);
    expect(managed.checkVisibility()).to.equal(true);
    expect(document.activeElement === managed).to.equal(true);
    expect(managed.ariaLabel).to.equal('Password');
    managed.value = 'correct horse battery';
    await sendKeys({ press: 'Enter' });
    expect((await otp).value).to.match(/^\d{8}$/);
    expect(managed.value).to.equal('');
  });
});
