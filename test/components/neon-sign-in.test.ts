import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TemplateResult } from 'lit';
import type { NeonLoginList } from '../../components/neon-login-list/neon-login-list.js';
import type { NeonOtp } from '../../components/neon-otp/neon-otp.js';
import type { NeonPushOtp } from '../../components/neon-push-otp/neon-push-otp.js';
import { OtherBrowsers } from '../support/clients/other-browsers.js';
import { expectAccessible } from '../support/elements/axe.js';
import { address, showForm } from '../support/elements/form-page.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';

describe('<neon-sign-in>', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start({ push: true });
  });
  afterEach(() => kit.close());

  async function show(content: TemplateResult = html`<neon-sign-in></neon-sign-in>`) {
    const shown = await showForm(kit, content);
    const signIn = new Harness(onPage('neon-sign-in'));
    await signIn.element.updateComplete;
    const list = new Harness(signIn.part<NeonLoginList>('list'));
    const otp = new Harness(signIn.part<NeonOtp>('otp'));
    const ready = () => signIn.until(() => signIn.part('button').ariaDisabled === 'false');
    return { ...shown, signIn, list, otp, ready };
  }

  const accepts = (login: string, otp: string | undefined) =>
    kit.service.verifyOtp(kit.site, login, otp!);

  const isShown = (harness: Harness) => harness.element.checkVisibility();

  it('says that no account is set up here, and cannot be pressed', async () => {
    const { signIn, list, heard, form, prompt } = await show(
      html`<neon-sign-in><a slot="empty" href="/set-up">Set up</a></neon-sign-in>`,
    );
    expect(isShown(list)).to.equal(true);
    expect(signIn.element.querySelector('a')!.checkVisibility()).to.equal(true);
    expect(signIn.part('button').ariaDisabled).to.equal('true');
    form.requestSubmit();
    await signIn.until(
      () =>
        signIn.text('message') ===
        'No account is set up in this browser yet. Set one up with an activation code.',
    );
    expect(heard).to.deep.equal([]);
    expect(prompt.isOpen).to.equal(false);
    await expectAccessible(signIn.element);
  });

  it('sends nothing when wrong PINs block the browser, and says so beside the help page', async () => {
    await kit.enrol('ada');
    const { signIn, list, otp, heard, form, received, prompt, provider, ready } = await show(
      html`<neon-sign-in optional></neon-sign-in>`,
    );
    provider.helpHref = '/help';
    await ready();
    signIn.part('button').click();
    await prompt.answer('111213');
    expect(prompt.part<HTMLAnchorElement>('help-link').getAttribute('href')).to.equal('/help');
    expect(prompt.text('help-link')).to.equal('Forgotten PIN or blocked?');
    for (let left = 4; left > 0; left--) {
      await prompt.refuses();
      await prompt.enter('111213');
    }
    await otp.until(() => otp.text('message').startsWith('This browser is blocked after'));
    expect(heard).to.deep.equal([]);
    await signIn.until(() => !signIn.states('pending').length && isShown(list));
    // The list does not offer the account any more; what went wrong stays.
    expect(signIn.element.currentLogin).to.equal('');
    expect(signIn.element.error?.code).to.equal('PASSWORD_IS_WRONG');
    expect(otp.text('message')).to.contain('blocked after too many wrong tries');
    const links = [signIn, otp, list].flatMap((one) => one.parts('help-link'));
    expect(links.filter((link) => link.checkVisibility())).to.deep.equal(signIn.parts('help-link'));
    await expectAccessible(signIn.element);

    // Nor at the next press, although the password is optional: there is an account to ask for.
    form.requestSubmit();
    await signIn.until(() => signIn.text('message') === 'Blocked. Unlock it with an unlock code.');
    expect(heard).to.deep.equal([]);
    signIn.element.login = 'grace';
    await signIn.element.updateComplete;
    form.requestSubmit();
    expect(await received()).to.deep.equal({ pathname: address, login: 'grace' });
    expect(otp.text('message')).to.equal('');
  });

  it('lets the form go without an optional password where no account is set up here', async () => {
    const { form, received, prompt } = await show(html`<neon-sign-in optional></neon-sign-in>`);
    form.requestSubmit();
    expect(await received()).to.deep.equal({ pathname: address });
    expect(prompt.isOpen).to.equal(false);
  });

  it('offers the help page in the list, where an account is blocked', async () => {
    await kit.enrol('ada');
    const client = kit.client();
    for (let tries = 5; tries > 0; tries--) {
      await client.getOnlineOtp('ada', { pin: '111213' }).catch(() => undefined);
    }
    client.close();
    const { provider } = await kit.show(html`<neon-login-list></neon-login-list>`);
    const list = new Harness(onPage('neon-login-list'));
    expect(list.parts('help-link')).to.deep.equal([]);
    provider.helpHref = '/help';
    await list.until(() => list.parts('help-link').length);
    expect(list.part<HTMLAnchorElement>('help-link').getAttribute('href')).to.equal('/help');
  });

  it('sends nothing when the person closes the dialog, and keeps the focus', async () => {
    await kit.enrol('ada');
    const { signIn, heard, prompt, ready } = await show();
    await ready();
    signIn.part('button').focus();
    await sendKeys({ press: 'Enter' });
    await prompt.asks();
    await sendKeys({ press: 'Escape' });
    await ready();
    expect(signIn.focused).to.equal('button');
    expect(heard).to.deep.equal([]);
  });

  it('shows the account, and signs in with two presses and a PIN', async () => {
    await kit.enrol('ada');
    const { signIn, list, prompt, received, heard, ready } = await show();
    await ready();
    expect(signIn.text('account')).to.equal('ada Not you?');
    expect(isShown(list)).to.equal(false);
    expect(signIn.part('button').innerText).to.equal('Sign in');
    await expectAccessible(signIn.element);

    signIn.part('button').click();
    await prompt.answer(pin);
    const { otp, ...rest } = await received();
    expect(rest).to.deep.equal({ pathname: address, login: 'ada' });
    expect(await accepts('ada', otp)).to.equal(true);
    expect(heard.length).to.equal(1);
  });

  it('submits under the names that the page gives, also by a button of the form', async () => {
    await kit.enrol('ada');
    const { form, prompt, received, ready } = await show(html`
      <neon-sign-in name="code" login-name="user"></neon-sign-in><button name="how">Go</button>
    `);
    await ready();
    form.querySelector<HTMLElement>(':scope > button')!.click();
    await prompt.answer(pin);
    const { code, ...rest } = await received();
    expect(rest).to.deep.equal({ pathname: address, user: 'ada', how: '' });
    expect(await accepts('ada', code)).to.equal(true);
  });

  it('lets a person with several accounts choose, and change the choice', async () => {
    await kit.enrol('ada');
    await kit.enrol('grace');
    const { signIn, list, prompt, received, ready } = await show();
    expect(isShown(list)).to.equal(true);
    expect(signIn.part('button').ariaDisabled).to.equal('true');
    const choose = (index: number) => list.root.querySelectorAll('input')[index]!.click();
    choose(0);
    await ready();
    const first = signIn.element.currentLogin;
    expect(isShown(list)).to.equal(false);

    signIn.part('switch-button').click();
    await signIn.until(() => signIn.part('switch-button').ariaExpanded === 'true');
    expect(isShown(list)).to.equal(true);
    list.root.querySelectorAll('input')[0]!.focus();
    await sendKeys({ press: 'ArrowDown' });
    await signIn.until(() => signIn.part('switch-button').ariaExpanded === 'false');
    await signIn.until(() => signIn.focused === 'button');
    const second = signIn.element.currentLogin;
    expect([first, second].sort()).to.deep.equal(['ada', 'grace']);
    signIn.part('button').click();
    await prompt.answer(pin);
    const { login, otp } = await received();
    expect(login).to.equal(second);
    expect(await accepts(second, otp)).to.equal(true);
  });

  it('gives the focus to its button when all accounts but one are removed', async () => {
    await kit.enrol('ada');
    await kit.enrol('grace');
    const { signIn, list } = await show();
    list.part('manage-button').click();
    await list.until(() => list.parts('forget-button').length);
    list.part('forget-button').focus();
    await sendKeys({ press: 'Enter' });
    await list.until(() => list.part<HTMLDialogElement>('dialog').open);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await signIn.until(() => signIn.focused === 'button');
    expect(isShown(list)).to.equal(false);
    expect(signIn.text('account')).to.contain(signIn.element.currentLogin);
  });

  it('signs in by another device, also where no account is set up', async () => {
    const others = new OtherBrowsers(kit);
    const other = await others.enrolled('ada');
    const { signIn, received } = await show(html`<neon-sign-in other-device></neon-sign-in>`);
    signIn.part('device-button').click();
    await signIn.until(() => signIn.parts('push-otp').length);
    const push = new Harness(signIn.part<NeonPushOtp>('push-otp'));
    signIn.part('input').focus();
    await sendKeys({ type: 'ada' });
    await sendKeys({ press: 'Tab' });
    await push.until(() => push.part('button').ariaDisabled === 'false');
    await expectAccessible(signIn.element);
    push.part('button').click();
    await push.until(() => push.states('waiting').length);
    const number = push.text('number').replace(' ', '');
    const [request] = await other.pushRequests();
    await other.answerPush(request!.pid, { approve: true, number, pin });
    const { login, otp } = await received();
    others.close();
    expect(login).to.equal('ada');
    expect(await accepts('ada', otp)).to.equal(true);
  });

  it('gives the password to a page without a form', async () => {
    await kit.enrol('ada');
    const { prompt } = await kit.show(html`<neon-sign-in></neon-sign-in>`);
    const signIn = new Harness(onPage('neon-sign-in'));
    await signIn.until(() => signIn.parts('button')[0]?.ariaDisabled === 'false');
    const generated = nextEvent(signIn.element, 'neon-otp-generated');
    signIn.part('button').click();
    await prompt.answer(pin);
    expect((await generated).login).to.equal('ada');
    expect(await accepts('ada', signIn.element.value)).to.equal(true);
  });
});
