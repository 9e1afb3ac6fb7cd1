import { html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { expectAccessible } from '../support/elements/axe.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';

/** Elements that are made to show everything they have. */
const page = html`
  <neon-login-list></neon-login-list>
  <neon-activate></neon-activate>
  <neon-otp login="ada"></neon-otp>
`;

describe('axe', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
  });
  afterEach(() => kit.close());

  async function show() {
    const shown = await kit.show(page);
    const otp = new Harness(onPage('neon-otp'));
    const form = new Harness(onPage('neon-activate'));
    const list = new Harness(onPage('neon-login-list'));
    await list.until(() => !list.states('loading').length);
    return { ...shown, otp, form, list };
  }

  it('finds nothing in elements without an account', async () => {
    const { provider } = await show();
    await expectAccessible(provider);
  });

  it('finds nothing in the definition of a PIN, its refusal, and the success', async () => {
    const { provider, prompt, form } = await show();
    form.part<HTMLInputElement>('input').focus();
    await sendKeys({ type: await kit.code('ada') });
    await sendKeys({ press: 'Enter' });
    await prompt.asks();
    await expectAccessible(prompt.element);
    await prompt.enter('111111', '111111');
    await prompt.refuses();
    await expectAccessible(prompt.element);
    await prompt.enter(pin, pin);
    await form.until(() => form.states('done').length);
    await expectAccessible(provider);
  });

  it('finds nothing in a password, a wrong PIN, and the question before an account is removed', async () => {
    await kit.enrol('ada');
    const { provider, prompt, otp, list } = await show();
    await otp.until(() => otp.part('button').ariaDisabled === 'false');
    otp.part('button').click();
    await prompt.answer('111213');
    await prompt.refuses();
    await expectAccessible(prompt.element);
    await prompt.enter(pin);
    await otp.until(() => otp.states('ready').length);
    await expectAccessible(provider);
    list.part('manage-button').click();
    await list.until(() => list.parts('forget-button').length);
    await expectAccessible(list.element);
    list.part('forget-button').click();
    await list.until(() => list.part<HTMLDialogElement>('dialog').open);
    await expectAccessible(list.element);
    await sendKeys({ press: 'Escape' });
  });

  it('finds nothing in error messages', async () => {
    await kit.enrol('ada');
    await kit.change('ada', 'disable');
    await kit.service.plan('/btt/v1/activation', 'lose-request', 99);
    const { provider, form, list } = await show();
    await list.until(() => list.parts('state').length);
    form.part<HTMLInputElement>('input').focus();
    await sendKeys({ type: await kit.code('grace') });
    await sendKeys({ press: 'Enter' });
    await form.until(() => form.text('message'));
    await expectAccessible(provider);
  });
});
