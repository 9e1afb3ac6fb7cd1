/** Elements with an authenticator of the device, which only Chromium gives to tests. */
import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { nothing, render } from 'lit';
import type { BioKeyProvider } from '../../src/index.js';
import { webAuthnBioKey } from '../../src/browser/webauthn-bio-key.js';
import { addAuthenticator } from '../support/pages/authenticator.js';
import { expectAccessible } from '../support/elements/axe.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';

describe('elements with an authenticator of the device', () => {
  let kit: KitPage;
  let authenticator: Awaited<ReturnType<typeof addAuthenticator>>;
  beforeEach(async () => {
    kit = await KitPage.start({ bio: 'allowed' });
    await kit.enrol('ada');
  });
  afterEach(async () => {
    await authenticator.remove();
    localStorage.clear();
    await kit.close();
  });

  async function show({ prf }: { prf: boolean }) {
    authenticator = await addAuthenticator({ prf });
    const shown = await kit.show(html`<neon-bio-key login="ada"></neon-bio-key>`);
    shown.provider.bioKey = webAuthnBioKey();
    const bio = new Harness(onPage('neon-bio-key'));
    await bio.until(
      () => bio.states('unset').length && bio.part('button').ariaDisabled === 'false',
    );
    return { ...shown, bio };
  }

  const has = async () => {
    const { token } = await kit.service.dump();
    return token!.map(({ bio_v }) => bio_v !== null);
  };

  it('say that the authenticator cannot be used', async () => {
    const { bio } = await show({ prf: false });
    const failed = nextEvent(bio.element, 'neon-error');
    bio.part('button').click();
    const { error, operation } = await failed;
    expect([error.code, operation]).to.deep.equal(['BIO_KEY_NOT_ALLOWED', 'setBioKey']);
    await bio.until(() => bio.text('message'));
    expect(bio.text('message')).to.equal('Biometrics cannot be used here.');
    await expectAccessible(bio.element);
  });

  it('set biometrics up by the authenticator and the PIN, and remove them again', async () => {
    const { bio, prompt } = await show({ prf: true });
    let event = nextEvent(bio.element, 'neon-bio-key-changed');
    bio.part('button').focus();
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);
    expect({ ...(await event) }).to.include({ login: 'ada', registered: true });
    await bio.until(() => bio.states('set').length);
    expect(bio.element.registered).to.equal(true);
    expect(bio.text('state')).to.equal('Set up in this browser');
    expect(bio.text('status')).to.equal('Biometrics are set up for this browser.');
    expect(bio.focused).to.equal('button');
    expect(await has()).to.deep.equal([true]);
    await expectAccessible(bio.element);

    event = nextEvent(bio.element, 'neon-bio-key-changed');
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);
    expect((await event).registered).to.equal(false);
    await bio.until(() => bio.states('unset').length);
    expect(bio.text('status')).to.equal('Biometrics are removed from this browser.');
    expect(await has()).to.deep.equal([false]);
  });

  for (const [what, content] of [
    ['<neon-sign-in>', html`<neon-sign-in></neon-sign-in>`],
    ['<neon-otp on-submit>', html`<neon-otp name="otp" on-submit></neon-otp><button>Go</button>`],
  ] as const) {
    it(`sign in with one press of ${what} and the finger, and take the PIN where that fails`, async () => {
      const { provider, prompt } = await show({ prf: true });
      const device = webAuthnBioKey();
      const active: boolean[] = [];
      const watched: BioKeyProvider = {
        ...device,
        get: (request) => {
          active.push(navigator.userActivation.isActive);
          return device.get(request);
        },
      };
      provider.bioKey = watched;
      await provider.client!.setBioKey('ada', device, { pin });
      const list =
        what === '<neon-sign-in>'
          ? nothing
          : html`<neon-login-list name="login"></neon-login-list>`;
      render(html`<form>${list}${content}</form>`, provider);
      const form = provider.querySelector('form')!;
      const sent = () =>
        new Promise<FormData>((resolve) =>
          form.addEventListener(
            'submit',
            (event) => {
              event.preventDefault();
              resolve(new FormData(form));
            },
            { once: true },
          ),
        );
      const press = async () => {
        const signIn = form.querySelector('neon-sign-in');
        if (!signIn) form.querySelector<HTMLElement>(':scope > button')!.focus();
        else {
          const harness = new Harness(signIn);
          await harness.until(() => harness.parts('button')[0]?.ariaDisabled === 'false');
          harness.part('button').focus();
        }
        await sendKeys({ press: 'Enter' });
      };
      const accepted = async (data: FormData) =>
        kit.service.verifyOtp(kit.site, data.get('login') as string, data.get('otp') as string);

      let submission = sent();
      await press();
      expect(await accepted(await submission)).to.equal(true);

      await authenticator.recognise(false);
      submission = sent();
      await press();
      await prompt.refuses();
      expect(prompt.text('message')).to.equal('Biometrics were cancelled, or took too long.');
      await prompt.enter(pin);
      expect(await accepted(await submission)).to.equal(true);
      expect(active).to.deep.equal([true, true]);
    });
  }
});
