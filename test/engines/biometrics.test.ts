/** Biometrics, as people see them in an engine without an authenticator. */
import { expect, html } from '@open-wc/testing';
import { webAuthnBioKey } from '../../src/browser/webauthn-bio-key.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';
import { engineHas } from '../support/pages/engine-features.js';

const hasWebAuthn = await engineHas('WebAuthn');

describe('biometrics of the device in this engine', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start({ bio: 'allowed' });
    await kit.enrol('ada');
  });
  afterEach(() => kit.close());

  it(hasWebAuthn ? 'can be set up' : 'cannot be set up, which the element says', async () => {
    const { provider } = await kit.show(html`<neon-bio-key login="ada"></neon-bio-key>`);
    provider.bioKey = webAuthnBioKey();
    const bio = new Harness(onPage('neon-bio-key'));
    const says = hasWebAuthn
      ? 'Use your fingerprint, your face or the lock of this device in place of your PIN.'
      : 'This browser or device cannot do this. Your PIN works as before.';
    await bio.until(() => bio.text('hint') === says);
    expect(bio.part('button').ariaDisabled).to.equal(String(!hasWebAuthn));
  });

  it('are not offered when signing in, where none are set up', async () => {
    const { provider, prompt } = await kit.show(html`
      <form><neon-sign-in></neon-sign-in><button>Sign in</button></form>
    `);
    provider.bioKey = webAuthnBioKey();
    await provider.updateComplete;
    const signIn = new Harness(onPage('neon-sign-in'));
    await signIn.until(() => signIn.part('button').ariaDisabled === 'false');
    const sent = new Promise<FormData>((resolve) =>
      document.querySelector('form')!.addEventListener('submit', (event) => {
        event.preventDefault();
        resolve(new FormData(event.target as HTMLFormElement));
      }),
    );
    signIn.part('button').click();
    await prompt.asks();
    expect(prompt.parts('bio-button')).to.deep.equal([]);
    await prompt.enter(pin);
    const otp = (await sent).get('otp') as string;
    expect(await kit.service.verifyOtp(kit.site, 'ada', otp)).to.equal(true);
  });
});
