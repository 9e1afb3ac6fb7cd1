import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { webAuthnBioKey } from '../../src/browser/webauthn-bio-key.js';
import { valueBioKey, type BioKeyProvider } from '../../src/index.js';
import { expectAccessible } from '../support/elements/axe.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';
import { replaced } from '../support/pages/replaced-member.js';

const states = ['pending', 'set', 'unset', 'off', 'unknown'];
const vault = valueBioKey(async () => 'a value of the host’s own vault');

describe('<neon-bio-key>', () => {
  let kit: KitPage;
  afterEach(() => kit.close());

  async function show(
    provider: BioKeyProvider | undefined = vault,
    settings: object = { bio: 'allowed' },
    secret = pin,
  ) {
    kit = await KitPage.start(settings);
    await kit.enrol('ada', secret);
    const shown = await kit.show(html`<neon-bio-key login="ada"></neon-bio-key>`);
    shown.provider.bioKey = provider;
    const bio = new Harness(onPage('neon-bio-key'));
    await bio.until(() => bio.states(...states).length);
    await shown.provider.updateComplete;
    await bio.element.updateComplete;
    const becomes = (state: string) => bio.until(() => bio.states(state).length);
    return { ...shown, bio, becomes };
  }

  const has = async () => {
    const { token } = await kit.service.dump();
    return token!.map(({ bio_v }) => bio_v !== null);
  };

  it('asks for an account before anything else', async () => {
    const { bio } = await show();
    bio.element.login = '';
    await bio.until(() => bio.text('hint') === 'Choose an account first.');
    expect(bio.text('state')).to.equal('');
    expect(bio.part('button').ariaDisabled).to.equal('true');
    expect(bio.parts('revoke-button')).to.deep.equal([]);
    await expectAccessible(bio.element);
  });

  it('says that the service uses no biometrics, and does nothing', async () => {
    const { bio } = await show(vault, { bio: 'off' });
    expect(bio.part('button').ariaDisabled).to.equal('true');
    bio.part('button').click();
    expect(bio.states(...states)).to.deep.equal(['off']);
    expect(bio.text('hint')).to.equal('');
    expect(bio.text('state')).to.equal('Not used here');
    await expectAccessible(bio.element);
  });

  it('says that the page has no provider of BioKeys, and does nothing', async () => {
    const { bio, provider } = await show();
    provider.bioKey = undefined;
    await bio.until(() => bio.text('hint') === 'This page cannot set up biometrics.');
    expect(bio.part('button').ariaDisabled).to.equal('true');
    bio.part('button').click();
    expect(bio.states(...states)).to.deep.equal(['unset']);
    await expectAccessible(bio.element);
  });

  it('says that the browser does not support biometrics', async () => {
    await replaced(globalThis, 'PublicKeyCredential', undefined, async () => {
      const { bio } = await show(webAuthnBioKey());
      await bio.until(() => bio.text('hint').startsWith('This browser or device cannot'));
      expect(bio.part('button').ariaDisabled).to.equal('true');
    });
  });

  for (const [settings, secret, left, inPlace] of [
    [{ bio: 'allowed' }, pin, ' Your PIN works as before.', ' in place of your PIN.'],
    [
      { bio: 'allowed', pin: 'password' },
      'harbour lights at dawn',
      ' Your password works as before.',
      ' in place of your password.',
    ],
    [{ bio: 'forced', pin: 'none' }, pin, '', '.'],
  ] as const) {
    it(`says what they are for, and what is left without them: ${JSON.stringify(settings)}`, async () => {
      const { bio, provider } = await show(vault, settings, secret);
      expect(bio.text('hint')).to.equal(
        `Use your fingerprint, your face or the lock of this device${inPlace}`,
      );
      provider.bioKey = { ...vault, obstacle: async () => 'browser' };
      const cannot = 'This browser or device cannot do this.';
      await bio.until(() => bio.text('hint').startsWith(cannot));
      expect(bio.text('hint')).to.equal(cannot + left);
    });
  }

  it('offers biometrics where the provider fails to say what prevents them', async () => {
    const { bio } = await show({ ...vault, obstacle: () => Promise.reject(new Error('host')) });
    await bio.until(() => bio.part('button').ariaDisabled === 'false');
    expect(bio.text('message')).to.equal('');
  });

  it('says that biometrics cannot be set up inside another page', async () => {
    const { bio } = await show({ ...vault, obstacle: async () => 'frame' });
    await bio.until(() => bio.text('hint').startsWith('This cannot be done inside another page.'));
    expect(bio.part('button').ariaDisabled).to.equal('true');
  });

  it('returns to its first state, without an error, when the prompt is closed', async () => {
    const { bio, prompt, becomes } = await show();
    bio.part('button').click();
    await prompt.asks();
    expect(bio.states(...states)).to.deep.equal(['pending']);
    await sendKeys({ press: 'Escape' });
    await becomes('unset');
    expect(bio.text('message')).to.equal('');
    expect(await has()).to.deep.equal([false]);
  });

  it('says that biometrics are already set up when another tab was faster', async () => {
    const inAnotherTab: BioKeyProvider = {
      ...vault,
      register: async (request) => {
        const other = kit.client();
        await other.setBioKey('ada', vault);
        other.close();
        return vault.register(request);
      },
    };
    const { bio, becomes } = await show(inAnotherTab, { pin: 'none', bio: 'allowed' });
    bio.part('button').click();
    await bio.until(() => bio.text('message'));
    expect(bio.text('message')).to.contain('already set up here');
    await becomes('set');
    await expectAccessible(bio.element);
  });

  for (const duty of ['allowed', 'forced']) {
    it(`knows whether biometrics are set up where they are ${duty} and there is no PIN`, async () => {
      const { bio, becomes } = await show(vault, { pin: 'none', bio: duty });
      expect(bio.states(...states)).to.deep.equal(['unset']);
      const event = nextEvent(bio.element, 'neon-bio-key-changed');
      bio.part('button').click();
      expect((await event).registered).to.equal(true);
      await becomes('set');
      expect(bio.text('button')).to.equal('Remove biometrics');

      const [tid] = await kit.tids('ada');
      await kit.service.admin.delete(`/tokens/${tid}/bio`);
      const { provider } = await kit.show(html``);
      expect(await provider.client!.accounts()).to.have.nested.property('[0].hasBioKey', false);
      await becomes('unset');
    });
  }
});
