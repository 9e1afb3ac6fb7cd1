import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { NeonError, valueBioKey, type BioKeyProvider } from '../../src/index.js';
import { expectAccessible } from '../support/elements/axe.js';
import { KitPage, pin } from '../support/elements/kit-page.js';
import { rejectionCode } from '../support/clients/rejection.js';

const value = 'a value of the host’s own vault';
const vault = valueBioKey(async () => value);

describe('<neon-pin-prompt> with biometrics', () => {
  let kit: KitPage;
  afterEach(() => kit.close());

  /** A page that asks for the factor of `ada`, who has a BioKey. */
  async function show(bioKey: BioKeyProvider | undefined, settings: object = { bio: 'allowed' }) {
    kit = await KitPage.start(settings);
    await kit.enrol('ada');
    const { provider, prompt } = await kit.show(html``);
    const client = provider.client!;
    await client.setBioKey('ada', value, { pin });
    provider.bioKey = bioKey;
    await provider.updateComplete;
    /** Asks in a press of the person. */
    const asking = () => {
      const otp = sendKeys({ press: 'Enter' }).then(() => client.getOnlineOtp('ada'));
      otp.catch(() => undefined);
      return otp;
    };
    return { client, prompt, asking };
  }

  const accepts = (otp: { value: string }) => kit.service.verifyOtp(kit.site, 'ada', otp.value);

  it('offers no biometrics where the page has no provider of BioKeys', async () => {
    const { prompt, asking } = await show(undefined);
    const otp = asking();
    await prompt.asks();
    expect(prompt.parts('bio-button')).to.deep.equal([]);
    await prompt.enter(pin);
    expect(await accepts(await otp)).to.equal(true);
  });

  it('offers no biometrics for operations that need the PIN', async () => {
    const { client, prompt } = await show(vault);
    const made = client.getActivationCode('ada');
    await prompt.asks();
    expect(prompt.parts('bio-button')).to.deep.equal([]);
    await sendKeys({ press: 'Escape' });
    expect(await rejectionCode(made)).to.equal('USER_CANCELLED');
  });

  for (const [how, code, says] of [
    ['cannot be used', 'BIO_KEY_NOT_ALLOWED', 'Biometrics cannot be used here.'],
    ['were cancelled', 'USER_CANCELLED', 'Biometrics were cancelled, or took too long.'],
  ] as const) {
    it(`says that biometrics ${how}, and takes the PIN`, async () => {
      const refused = valueBioKey(() => Promise.reject(new NeonError(code)));
      const { prompt, asking } = await show(refused);
      const otp = asking();
      await prompt.refuses();
      expect(prompt.text('message')).to.equal(says);
      expect(prompt.part('message').role).to.equal('alert');
      expect(prompt.text('title')).to.equal('Enter your PIN');
      expect(prompt.part('input').ariaInvalid).to.equal('false');
      expect(prompt.focused).to.equal('input');
      await expectAccessible(prompt.element);
      await prompt.enter(pin);
      expect(await accepts(await otp)).to.equal(true);
    });
  }

  it('begins with biometrics, and takes the PIN instead, by keyboard alone', async () => {
    let signal: AbortSignal | undefined;
    const waiting = valueBioKey((request) => {
      signal = request.signal;
      return new Promise(() => undefined);
    });
    const { prompt, asking } = await show(waiting);
    const otp = asking();
    await prompt.until(() => prompt.text('status') === 'Follow the instructions of your device…');
    expect(prompt.text('title')).to.equal('Use biometrics');
    expect(prompt.parts('input')).to.deep.equal([]);
    expect([prompt.focused, prompt.text('button')]).to.deep.equal(['button', 'Use PIN instead']);
    expect(signal!.aborted).to.equal(false);
    await expectAccessible(prompt.element);
    await sendKeys({ press: 'Enter' });
    await prompt.until(() => prompt.focused === 'input');
    expect(signal!.aborted).to.equal(true);
    expect(prompt.text('message')).to.equal('');
    await prompt.enter(pin);
    expect(await accepts(await otp)).to.equal(true);
  });

  for (const [settings, title, button] of [
    [{ bio: 'allowed' }, 'Enter your PIN', 'bio-button'],
    [{ bio: 'forced', pin: 'none' }, 'Use biometrics', 'button'],
  ] as const) {
    it(`asks the device only when the person presses a button of the dialog, if none opened it: ${title}`, async () => {
      const { client, prompt } = await show(vault, settings);
      // A window uses up the last press.
      open('about:blank')?.close();
      expect(navigator.userActivation.isActive).to.equal(false);
      const otp = client.getOnlineOtp('ada');
      await prompt.asks();
      expect(prompt.text('title')).to.equal(title);
      expect(prompt.text('status')).to.equal('');
      expect(prompt.text(button)).to.equal('Use biometrics');
      await expectAccessible(prompt.element);
      prompt.part(button).click();
      expect(await accepts(await otp)).to.equal(true);
    });
  }

  it('does not ask the device for a request that has waited for another dialog', async () => {
    const asked: string[] = [];
    const waiting = valueBioKey(({ login }) => {
      asked.push(login);
      return new Promise(() => undefined);
    });
    const { prompt, asking } = await show(waiting);
    const first = asking();
    await prompt.until(() => prompt.text('title') === 'Use biometrics' && prompt.isOpen);
    const kind = { kind: 'digits', login: 'grace', alias: kit.site.alias } as const;
    const allowed = { pinAllowed: true, bioKeyAllowed: true, operation: 'otp' } as const;
    const { signal } = new AbortController();
    const second = prompt.element.askForPin({
      ...kind,
      ...allowed,
      left: undefined,
      refused: undefined,
      signal,
    });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Escape' });
    expect(await rejectionCode(first)).to.equal('USER_CANCELLED');
    await prompt.until(() => prompt.text('login') === 'grace' && prompt.isOpen);
    expect(prompt.text('title')).to.equal('Enter your PIN');
    expect(asked).to.deep.equal(['ada']);
    await prompt.enter(pin);
    expect(await second).to.deep.equal({ value: pin, type: 'pin' });
  });

  it('closes while the device asks, and aborts the request to the device', async () => {
    let signal: AbortSignal | undefined;
    const waiting = valueBioKey((request) => {
      signal = request.signal;
      return new Promise(() => undefined);
    });
    const { prompt, asking } = await show(waiting);
    const otp = asking();
    await prompt.until(() => prompt.text('status') === 'Follow the instructions of your device…');
    await sendKeys({ press: 'Escape' });
    expect(await rejectionCode(otp)).to.equal('USER_CANCELLED');
    expect(signal!.aborted).to.equal(true);
  });

  it('says how many tries are left after a wrong BioKey, and does not ask the device again', async () => {
    const asked: string[] = [];
    const wrong = valueBioKey(async ({ login }) => {
      asked.push(login);
      return 'some other value';
    });
    const { prompt, asking } = await show(wrong);
    const otp = asking();
    await prompt.refuses();
    expect(prompt.text('message')).to.equal('Your biometrics were not recognised. 4 tries left.');
    expect(prompt.part('input').ariaInvalid).to.equal('false');
    expect(asked).to.deep.equal(['ada']);
    await sendKeys({ press: 'Escape' });
    expect(await rejectionCode(otp)).to.equal('USER_CANCELLED');
  });

  it('takes biometrics that are tried again', async () => {
    let tries = 0;
    const second = valueBioKey(async () => {
      if (!tries++) throw new NeonError('USER_CANCELLED');
      return value;
    });
    const { prompt, asking } = await show(second);
    const otp = asking();
    await prompt.refuses();
    prompt.part('bio-button').click();
    expect(await accepts(await otp)).to.equal(true);
    expect(prompt.isOpen).to.equal(false);
  });

  it('takes the biometrics of a vault that answers at once', async () => {
    const { prompt, asking } = await show(vault);
    expect(await accepts(await asking())).to.equal(true);
    expect(prompt.isOpen).to.equal(false);
  });

  it('asks for nothing but biometrics where there is no PIN, and tries again', async () => {
    let tries = 0;
    const second = valueBioKey(async () => {
      if (!tries++) throw new NeonError('USER_CANCELLED');
      return value;
    });
    const { prompt, asking } = await show(second, { pin: 'none', bio: 'forced' });
    const otp = asking();
    await prompt.refuses();
    expect(prompt.text('title')).to.equal('Use biometrics');
    expect(prompt.parts('input')).to.deep.equal([]);
    expect([prompt.focused, prompt.text('button')]).to.deep.equal(['button', 'Use biometrics']);
    await expectAccessible(prompt.element);
    await sendKeys({ press: 'Enter' });
    expect(await accepts(await otp)).to.equal(true);
  });

  it('fails at once where there is no PIN and no provider of BioKeys', async () => {
    const { client, prompt } = await show(undefined, { pin: 'none', bio: 'forced' });
    expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal('BIO_KEY_NOT_ALLOWED');
    expect(prompt.isOpen).to.equal(false);
  });
});
