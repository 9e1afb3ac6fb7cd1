import { expect, html } from '@open-wc/testing';
import type { NeonLoginList } from '../../components/neon-login-list/neon-login-list.js';
import type { NeonOtp } from '../../components/neon-otp/neon-otp.js';
import type { NeonPushOtp } from '../../components/neon-push-otp/neon-push-otp.js';
import { expectAccessible } from '../support/elements/axe.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage } from '../support/elements/kit-page.js';

describe('<neon-sign-in> says once that', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start({ push: true });
    await kit.enrol('ada');
    await kit.enrol('grace');
  });
  afterEach(() => kit.close());

  /** The element with another way, and what is in it. */
  async function show() {
    const { provider } = await kit.show(html`<neon-sign-in other-device></neon-sign-in>`);
    const signIn = new Harness(onPage('neon-sign-in'));
    await signIn.element.updateComplete;
    const list = new Harness(signIn.part<NeonLoginList>('list'));
    const otp = new Harness(signIn.part<NeonOtp>('otp'));
    return { provider, signIn, list, otp, parts: [signIn, list, otp] };
  }

  /** What can be seen of the notes of the element and of those in it. */
  const notes = (...parts: Harness[]) =>
    parts
      .flatMap((one) => ['hint', 'status', 'message'].flatMap((name) => one.parts(name)))
      .filter((note) => note.textContent.trim() && note.checkVisibility())
      .map((note) => note.textContent.trim());
  const retries = (...parts: Harness[]) =>
    parts.flatMap((one) => one.parts('retry-button')).filter((button) => button.checkVisibility());

  it('the service cannot be reached, with the list and without it, and asks again', async () => {
    await kit.service.plan('/btt/v1/hello', 'lose-request', 99);
    const { signIn, list, otp, provider, parts } = await show();
    const region = signIn.part('status');
    await signIn.until(() => signIn.text('status'));
    const [listed] = notes(...parts);
    expect(listed).to.equal('The service cannot be reached. This is the last known state.');
    expect(notes(...parts)).to.have.length(1);

    list.root.querySelectorAll('input')[0]!.click();
    const unreachable = 'The service cannot be reached. Please try again.';
    await signIn.until(() => signIn.text('status') === unreachable);
    expect(notes(...parts)).to.deep.equal([unreachable]);
    expect(retries(...parts)).to.have.length(1);
    // A screen reader hears it, since the region was there before.
    expect([signIn.part('status') === region, region.role]).to.deep.equal([true, 'status']);
    await expectAccessible(signIn.element);

    signIn.part('button').click();
    await otp.until(() => otp.text('message'));
    await signIn.until(() => !signIn.text('status'));
    expect(notes(...parts)).to.deep.equal([unreachable]);

    signIn.part('device-button').click();
    await signIn.until(() => signIn.text('status'));
    const push = new Harness(signIn.part<NeonPushOtp>('push-otp'));
    const hint = push.text('hint');
    expect(notes(...parts, push).filter((note) => note !== hint)).to.deep.equal([unreachable]);

    await kit.service.clear();
    signIn.part('retry-button').click();
    await signIn.until(() => !signIn.parts('retry-button').length);
    expect(provider.status).to.equal('online');
    expect(signIn.text('status')).to.equal('');
  });

  it('the service refuses the page', async () => {
    const { signIn, list, provider, parts } = await show();
    const refused = kit.client({ macId: 'another' });
    provider.client = refused;
    await list.until(() => list.text('message'));
    await signIn.element.updateComplete;
    const [failure] = notes(list);
    expect(failure).to.contain('not the one that the page expects');
    expect(notes(...parts)).to.deep.equal([failure]);
    list.root.querySelectorAll('input')[0]!.click();
    await signIn.until(() => !list.element.checkVisibility());
    expect(notes(...parts)).to.deep.equal([failure]);
    expect(retries(...parts)).to.have.length(1);
    signIn.part('device-button').click();
    await signIn.until(() => signIn.parts('push-otp').length && signIn.text('message'));
    expect(notes(...parts)).to.deep.equal([failure]);
    await expectAccessible(signIn.element);
    refused.close();
  });
});
