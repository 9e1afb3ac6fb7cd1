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
    const asking = async () => {
      const otp = client.getOnlineOtp('ada');
      otp.catch(() => undefined);
      await prompt.asks();
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

  it('says that biometrics failed, and takes the PIN', async () => {
    const refused = valueBioKey(() => Promise.reject(new NeonError('BIO_KEY_NOT_ALLOWED')));
    const { prompt, asking } = await show(refused);
    const otp = asking();
    await prompt.asks();
    prompt.part('bio-button').click();
    await prompt.refuses();
    expect(prompt.text('message')).to.equal('Biometrics cannot be used here.');
    expect(prompt.part('input').ariaInvalid).to.equal('false');
    expect(prompt.part('message').role).to.equal('alert');
    await expectAccessible(prompt.element);
    prompt.part('input').focus();
    await prompt.enter(pin);
    expect(await accepts(await otp)).to.equal(true);
  });

  it('keeps asking, without a message, when the person closes the dialog of the device', async () => {
    const closed = valueBioKey(() => Promise.reject(new NeonError('USER_CANCELLED')));
    const { prompt, asking } = await show(closed);
    const otp = asking();
    await prompt.asks();
    prompt.part('bio-button').click();
    await prompt.until(() => prompt.part('bio-button').ariaBusy === 'false');
    expect(prompt.text('message')).to.equal('');
    prompt.part('input').focus();
    await prompt.enter(pin);
    expect(await accepts(await otp)).to.equal(true);
  });

  it('takes the PIN while the device waits, and aborts the request to the device', async () => {
    let signal: AbortSignal | undefined;
    const waiting = valueBioKey((request) => {
      signal = request.signal;
      return new Promise(() => undefined);
    });
    const { prompt, asking } = await show(waiting);
    const otp = asking();
    await prompt.asks();
    prompt.part('bio-button').click();
    await prompt.until(() => prompt.part('bio-button').ariaBusy === 'true');
    expect(prompt.text('status')).to.equal('Checking…');
    expect(signal!.aborted).to.equal(false);
    prompt.part('input').focus();
    await prompt.enter(pin);
    expect(await accepts(await otp)).to.equal(true);
    expect(signal!.aborted).to.equal(true);
  });

  it('says how many tries are left after a wrong BioKey', async () => {
    const { prompt, asking } = await show(valueBioKey(async () => 'some other value'));
    const otp = asking();
    await prompt.asks();
    prompt.part('bio-button').click();
    await prompt.refuses();
    expect(prompt.text('message')).to.equal('Your biometrics were not recognised. 4 tries left.');
    expect(prompt.part('input').ariaInvalid).to.equal('false');
    await sendKeys({ press: 'Escape' });
    expect(await rejectionCode(otp)).to.equal('USER_CANCELLED');
  });

  it('takes biometrics in place of the PIN, by keyboard alone', async () => {
    const { prompt, asking } = await show(vault);
    const otp = asking();
    await prompt.asks();
    await expectAccessible(prompt.element);
    await sendKeys({ press: 'Tab' });
    expect(prompt.focused).to.equal('bio-button');
    await sendKeys({ press: 'Enter' });
    expect(await accepts(await otp)).to.equal(true);
    expect(prompt.isOpen).to.equal(false);
  });

  it('asks for nothing but biometrics where there is no PIN', async () => {
    const { prompt, asking } = await show(vault, { pin: 'none', bio: 'forced' });
    const otp = asking();
    await prompt.asks();
    expect(prompt.text('title')).to.equal('Use biometrics');
    expect(prompt.parts('input')).to.deep.equal([]);
    expect(prompt.focused).to.equal('button');
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
