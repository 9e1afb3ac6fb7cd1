import { expect, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { valueBioKey } from '../../src/index.js';
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
    ['common', '112233', 'This is too easy to guess. Please choose another.'],
    ['a repetition', '474747', 'Repeated digits are too easy to guess. Please choose others.'],
    ['a sequence', '987654', 'Digits in a row are too easy to guess. Please choose others.'],
    ['short', '4829', 'This is too short. 6–12 digits, not easy to guess.'],
    ['long', '4829174829171', 'This is too long. 6–12 digits, not easy to guess.'],
    ['not of digits', 'secret', 'Use digits only.'],
  ] as const) {
    it(`refuses a PIN that is ${what}, and asks again`, async () => {
      const { prompt, activated } = await activating();
      await prompt.enter(value, value);
      await prompt.refuses();

      expect(prompt.text('message')).to.equal(says);
      expect(prompt.part('message').role).to.equal('alert');
      expect(prompt.part('message').closest('.field')!.contains(prompt.part('input'))).to.equal(
        true,
      );
      expect(prompt.parts<HTMLInputElement>('input').map((input) => input.value)).to.deep.equal([
        '',
        '',
      ]);
      await prompt.enter(pin, pin);
      expect(await activated).to.equal('ada');
      expect(prompt.isOpen).to.equal(false);
    });
  }

  it('shows a refusal at its field and both buttons, on a telephone with its keyboard', async () => {
    await setViewport({ width: 360, height: 330 });
    const { prompt, activated } = await activating();
    for (const [values, at] of [
      [['4829', '4829'], 0],
      [[pin, '482918'], 1],
    ] as const) {
      await prompt.enter(...values);
      await prompt.refuses();
      const field = prompt.parts('input')[at]!;
      const message = prompt.part('message').getBoundingClientRect();
      const [cancel, confirm] = ['cancel-button', 'button'].map((name) =>
        prompt.part(name).getBoundingClientRect(),
      );
      expect(prompt.root.activeElement).to.equal(field);
      expect(message.top).to.be.within(field.getBoundingClientRect().bottom, 330);
      expect(message.bottom).to.be.at.most(cancel!.top);
      expect(confirm!.bottom).to.be.at.most(330);
      if (at === 0) await prompt.until(() => prompt.focused === 'input');
    }
    await setViewport({ width: 800, height: 600 });
    await sendKeys({ press: 'Escape' });
    expect(await rejectionCode(activated)).to.equal('USER_CANCELLED');
  });

  it('shows both entries by either of two buttons, of which one is a stop of Tab', async () => {
    const { prompt, activated } = await activating();
    const types = () => prompt.parts<HTMLInputElement>('input').map(({ type }) => type);
    const buttons = prompt.parts('reveal-button');
    expect(buttons.map(({ tabIndex }) => tabIndex)).to.deep.equal([-1, 0]);
    for (const [at, expected] of [
      [0, 'text'],
      [1, 'password'],
    ] as const) {
      buttons[at]!.click();
      await prompt.until(() => prompt.part('reveal-button').ariaPressed === String(at === 0));
      expect(types()).to.deep.equal([expected, expected]);
    }
    await sendKeys({ press: 'Escape' });
    expect(await rejectionCode(activated)).to.equal('USER_CANCELLED');
  });

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

  it('leaves nothing in that field that was filled in while biometrics were asked for', async () => {
    const field = html`<input slot="password" type="password" id="managed" />`;
    const settings = { pin: 'password', bio: 'allowed' };
    const { client, prompt, activated } = await activating(settings, field);
    const managed = document.querySelector<HTMLInputElement>('#managed')!;
    const password = 'correct horse battery';
    await prompt.enter(password, password);
    await activated;
    await client.setBioKey('ada', 'a value of the host’s own vault', { pin: password });
    prompt.element.bioKey = valueBioKey(() => new Promise(() => undefined));
    // Biometrics begin only in a press.
    await sendKeys({ press: 'Enter' });
    const code = rejectionCode(client.getOnlineOtp('ada'));
    await prompt.until(() => prompt.text('title') === 'Use biometrics');
    expect(managed.checkVisibility()).to.equal(false);
    managed.value = password;
    await sendKeys({ press: 'Escape' });
    expect(await code).to.equal('USER_CANCELLED');
    expect(managed.value).to.equal('');
  });
});
