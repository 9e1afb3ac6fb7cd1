import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TemplateResult } from 'lit';
import { expectAccessible } from '../support/elements/axe.js';
import { address, other, showOtpForm } from '../support/elements/form-page.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';

describe('<neon-otp on-submit> holds a form back', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    await kit.enrol('ada');
  });
  afterEach(() => kit.close());

  const show = (content?: TemplateResult) => showOtpForm(kit, content);

  const accepts = (value: string | undefined) => kit.service.verifyOtp(kit.site, 'ada', value!);

  it('says in its place that the browser is blocked, sends nothing, and says so until the next press', async () => {
    const { prompt, otp, heard, button } = await show();
    button.focus();
    button.click();
    await prompt.answer('111213');
    for (let left = 4; left > 0; left--) {
      await prompt.refuses();
      await prompt.enter('111213');
    }
    await otp.until(() => otp.text('message'));

    expect(otp.text('message')).to.contain('blocked after too many wrong tries');
    expect(otp.part('message').role).to.equal('alert');
    expect(otp.states('failed')).to.deep.equal(['failed']);
    expect(heard).to.deep.equal([]);
    expect(document.activeElement).to.equal(button);
    await expectAccessible(otp.element);

    const failed = nextEvent(otp.element, 'neon-error');
    button.click();
    await prompt.answer(pin);
    expect((await failed).error.code).to.equal('TOKEN_IS_BLOCKED');
    await otp.until(() => otp.text('message').startsWith('This browser is blocked.'));
    expect(heard).to.deep.equal([]);
  });

  it('says that an account is blocked before anybody presses', async () => {
    const client = kit.client();
    for (let tries = 5; tries > 0; tries--) {
      await client.getOnlineOtp('ada', { pin: '111213' }).catch(() => undefined);
    }
    client.close();
    const { otp } = await show();
    await otp.until(() => otp.text('hint') === 'Blocked. Unlock it with an unlock code.');
  });

  it('sends nothing when the person closes the dialog, and asks at the next press', async () => {
    const { prompt, otp, heard, button, received } = await show();
    button.focus();
    button.click();
    await prompt.asks();
    await sendKeys({ press: 'Escape' });
    await prompt.closes();
    expect(document.activeElement).to.equal(button);
    expect(heard).to.deep.equal([]);
    expect(otp.text('message')).to.equal('');

    button.click();
    await prompt.answer(pin);
    expect(await accepts((await received())['otp'])).to.equal(true);
  });

  it('sends nothing when its login changes meanwhile', async () => {
    await kit.enrol('grace');
    const { prompt, otp, heard, button, received } = await show();
    button.click();
    await prompt.asks();
    otp.element.login = 'grace';
    await prompt.closes();
    expect(heard).to.deep.equal([]);
    expect(otp.element.value).to.equal('');

    button.click();
    await prompt.answer(pin);
    const { otp: sent } = await received();
    expect(await kit.service.verifyOtp(kit.site, 'grace', sent!)).to.equal(true);
  });

  it('sends nothing without an account, and says so', async () => {
    const { prompt, otp, heard, button } = await show();
    otp.element.login = '';
    await otp.element.updateComplete;
    button.click();
    await otp.until(() => otp.text('message') === 'Choose an account first.');
    expect(heard).to.deep.equal([]);
    expect(prompt.isOpen).to.equal(false);

    otp.element.login = 'ada';
    await otp.until(() => otp.text('message') === '');
  });

  it('sends nothing when the pressed button has left the form or sends none, since its address is lost', async () => {
    const { prompt, otp, heard, elsewhere } = await show();
    for (const end of [() => elsewhere.setAttribute('type', 'button'), () => elsewhere.remove()]) {
      elsewhere.removeAttribute('type');
      elsewhere.click();
      await prompt.asks();
      end();
      await prompt.enter(pin);
      await otp.until(() => otp.text('message').startsWith('Something went wrong.'));
      expect(heard).to.deep.equal([]);
      otp.element.reset();
    }
  });

  it('sends nothing for a form that it does not belong to any more', async () => {
    const { prompt, otp, form, heard, button } = await show();
    button.click();
    await prompt.asks();
    form.id = 'first';
    otp.element.setAttribute('form', 'none');
    await prompt.enter(pin);
    await otp.until(() => otp.states('ready').length);
    await otp.element.updateComplete;
    expect(heard).to.deep.equal([]);
  });

  for (const [what, content] of [
    ['it is disabled', html`<neon-otp name="otp" login="ada" on-submit disabled></neon-otp>`],
    [
      'its fieldset is disabled',
      html`<fieldset disabled><neon-otp name="otp" login="ada" on-submit></neon-otp></fieldset>`,
    ],
    [
      'the button sends without checking',
      html`<neon-otp name="otp" login="ada" on-submit></neon-otp>
        <button formnovalidate>Save for later</button>`,
    ],
  ] as const) {
    it(`lets the form go without a password where ${what}`, async () => {
      const { prompt, form, received } = await show(html`${content}<button>Send</button>`);
      form.querySelector('button')!.click();
      expect(await received()).to.deep.equal({ pathname: address });
      expect(prompt.isOpen).to.equal(false);
    });
  }

  const chosen = html`<neon-login-list></neon-login-list
    ><neon-otp name="otp" optional on-submit></neon-otp><button>Sign in</button>`;

  it('sends nothing without an optional password where wrong PINs have blocked the account', async () => {
    const { prompt, otp, form, heard } = await show(chosen);
    const press = () => form.querySelector<HTMLElement>(':scope > button')!.click();
    press();
    await prompt.answer('111213');
    for (let left = 4; left > 0; left--) {
      await prompt.refuses();
      await prompt.enter('111213');
    }
    await otp.until(() => otp.text('message').startsWith('This browser is blocked after'));
    // The list does not offer the account any more.
    const list = new Harness(onPage('neon-login-list'));
    await list.until(() => !list.element.value);
    press();
    await otp.element.updateComplete;
    expect(heard).to.deep.equal([]);
    otp.element.reset();
    press();
    await otp.until(() => otp.text('message') === 'Blocked. Unlock it with an unlock code.');
    expect(heard).to.deep.equal([]);
  });

  it('sends nothing without an optional password where none of several accounts is selected', async () => {
    await kit.enrol('grace');
    const { prompt, otp, form, heard } = await show(chosen);
    form.querySelector<HTMLElement>(':scope > button')!.click();
    await otp.until(() => otp.text('message') === 'Choose an account first.');
    expect(heard).to.deep.equal([]);
    expect(prompt.isOpen).to.equal(false);
  });

  it('sends nothing without an optional password where the accounts cannot be read', async () => {
    const { otp, form, heard, provider } = await show(chosen);
    provider.alias = '';
    await otp.until(() => otp.text('message'));
    expect(provider.logins).to.equal(undefined);
    form.querySelector<HTMLElement>(':scope > button')!.click();
    await otp.element.updateComplete;
    expect(heard).to.deep.equal([]);
    expect(otp.text('message')).to.not.equal('');
  });

  it('lets the form go without an optional password where this browser has no account', async () => {
    const client = kit.client();
    await client.forget('ada');
    client.close();
    const { prompt, otp, form, received } = await show(chosen);
    form.querySelector<HTMLElement>(':scope > button')!.click();
    expect(await received()).to.deep.equal({ pathname: address });
    expect(prompt.isOpen).to.equal(false);
    expect(otp.text('message')).to.equal('');
  });

  it('lets the form go without an optional password where this browser has no account for its login', async () => {
    const { prompt, otp, form, received } = await show(
      html`<neon-otp name="otp" login="grace" optional on-submit></neon-otp
        ><button>Sign in</button>`,
    );
    form.querySelector('button')!.click();
    expect(await received()).to.deep.equal({ pathname: address });
    expect(prompt.isOpen).to.equal(false);
    expect(otp.text('message')).to.equal('');
  });

  it('asks for an optional password where there is an account, in any case of its login', async () => {
    const { prompt, form, heard, received } = await show(
      html`<neon-otp name="otp" login="ADA" optional on-submit></neon-otp><button>Sign in</button>`,
    );
    form.querySelector('button')!.click();
    await prompt.asks();
    await sendKeys({ press: 'Escape' });
    await prompt.closes();
    expect(heard).to.deep.equal([]);
    form.querySelector('button')!.click();
    await prompt.answer(pin);
    expect(await accepts((await received())['otp'])).to.equal(true);
  });

  it('does not ask for a button that only closes the dialog around', async () => {
    const { prompt, form } = await show(html`
      <neon-otp name="otp" login="ada" on-submit></neon-otp
      ><button formmethod="dialog">Close</button>
    `);
    const heard = nextEvent(form, 'submit');
    form.querySelector('button')!.click();
    expect((await heard).defaultPrevented).to.equal(false);
    expect(prompt.isOpen).to.equal(false);
  });

  it('leaves other forms alone', async () => {
    const { prompt, form, received, button } = await show();
    const second = document.createElement('form');
    Object.assign(second, { action: other, target: 'answer' });
    form.after(second);
    second.requestSubmit();
    expect(await received()).to.deep.equal({ pathname: other });

    button.click();
    await prompt.answer(pin);
    expect((await received())['pathname']).to.equal(address);
  });
});
