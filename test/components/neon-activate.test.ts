import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';

describe('<neon-activate>', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
  });
  afterEach(() => kit.close());

  async function show(content = html`<neon-activate></neon-activate>`) {
    const shown = await kit.show(content);
    const form = new Harness(onPage('neon-activate'));
    await form.until(() => form.parts<HTMLButtonElement>('button')[0]?.disabled === false);
    const input = form.part<HTMLInputElement>('input');
    const type = async (text: string) => {
      input.focus();
      await sendKeys({ type: text });
    };
    const done = () => form.until(() => form.states('done').length);
    return { ...shown, form, input, type, done };
  }

  const activations = async () =>
    (await kit.service.requests()).filter((path) => path !== '/btt/v1/hello');

  it('shows a typing mistake as soon as the code is complete, and sends nothing', async () => {
    const code = await kit.code('ada');
    const wrong = code.slice(0, -1) + (code.endsWith('A') ? 'B' : 'A');
    const { form, input, type } = await show();
    await type(wrong);
    await form.until(() => form.text('message'));
    expect(form.text('message')).to.equal('There is a typing mistake in this code. Check it.');
    expect(form.part('message').role).to.equal('alert');
    expect(input.ariaInvalid).to.equal('true');

    await sendKeys({ press: 'Enter' });
    expect(form.focused).to.equal('input');
    expect(form.states('pending', 'done', 'failed')).to.deep.equal([]);
    expect(await activations()).to.deep.equal([]);

    await sendKeys({ press: 'Backspace' });
    await form.until(() => !form.text('message'));
    expect(input.ariaInvalid).to.equal('false');
  });

  it('shows that a code is incomplete when the button is pressed, and sends nothing', async () => {
    const { form, type } = await show();
    await type('3AHR-Z6DM');
    expect(form.text('message')).to.equal('');
    form.part('button').click();
    await form.until(() => form.text('message'));
    expect(form.focused).to.equal('input');
    expect(await activations()).to.deep.equal([]);
  });

  for (const [what, spoil] of [
    ['used before', (code) => kit.useElsewhere(code)],
    ['expired', () => kit.service.advance(31 * 24 * 60 * 60_000)],
  ] as [string, (code: string) => Promise<unknown>][]) {
    it(`says that a code is ${what}, and takes the next one`, async () => {
      const code = await kit.code('ada');
      await spoil(code);
      const { form, input, prompt, type, done } = await show();
      const failed = nextEvent(form.element, 'neon-error');
      await type(code);
      await sendKeys({ press: 'Enter' });

      expect((await failed).error.code).to.equal('CODE_ENTRY_DOES_NOT_EXIST');
      await form.until(() => form.text('message'));
      expect(form.text('message')).to.contain('unknown, used or expired');
      expect(form.part('input').ariaInvalid).to.equal('true');
      expect(form.states('pending', 'done', 'failed')).to.deep.equal(['failed']);
      expect(prompt.isOpen).to.equal(false);

      input.select();
      await type(await kit.code('grace'));
      expect(form.text('message')).to.equal('');
      await sendKeys({ press: 'Enter' });
      await prompt.answer(pin, pin);
      await done();
      expect(form.text('success')).to.contain('This browser is set up for grace.');
    });
  }

  it('says where an unlock code belongs, and sends nothing', async () => {
    const code = await kit.code('ada', { kind: 'unlock' });
    const { form, type } = await show();
    await type(code);
    await sendKeys({ press: 'Enter' });
    await form.until(() => form.text('message'));
    expect(form.text('message')).to.contain('one of 10 digits unlocks');
    expect(await activations()).to.deep.equal([]);
  });

  it('keeps the code when the prompt is closed, and shows no error', async () => {
    const code = await kit.code('ada');
    const { form, input, prompt, type } = await show();
    await type(code);
    await sendKeys({ press: 'Enter' });
    await prompt.asks();
    expect(form.states('pending')).to.deep.equal(['pending']);
    expect(form.text('status')).to.equal('Setting up…');
    expect(form.part('button').ariaBusy).to.equal('true');
    await sendKeys({ press: 'Escape' });
    await form.until(() => form.part('button').ariaBusy === 'false');

    expect(input.value).to.equal(code);
    expect(form.text('message')).to.equal('');
    expect(form.states('pending', 'done', 'failed')).to.deep.equal([]);
  });

  it('does not use up the code when the network fails, and works at the next try', async () => {
    const code = await kit.code('ada');
    const { form, prompt, type, done } = await show();
    await kit.service.plan('/btt/v1/activation', 'lose-request', 99);
    await type(code);
    await sendKeys({ press: 'Enter' });
    await form.until(() => form.text('message'));
    expect(form.states('failed')).to.deep.equal(['failed']);

    await kit.service.clear();
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin, pin);
    await done();
    expect(await kit.tids('ada')).to.have.length(1);
  });

  it('asks for the PIN that was set before, and again after a wrong one', async () => {
    await kit.useElsewhere(await kit.code('ada'));
    const { form, prompt, type, done } = await show();
    await type(await kit.code('ada'));
    await sendKeys({ press: 'Enter' });
    await prompt.answer('111213');
    await prompt.refuses();
    expect(prompt.text('title')).to.equal('Enter your PIN');
    expect(prompt.text('message')).to.contain('4 tries left');
    await prompt.enter(pin);
    await done();
    expect(form.text('success')).to.contain('ada');
  });

  it('enrols this browser by keyboard alone, and moves the focus to the success message', async () => {
    const code = await kit.code('ada');
    const { provider, form, input, prompt, type, done } = await show();
    const activated = nextEvent(form.element, 'neon-activated');
    await type(code);
    await sendKeys({ press: 'Tab' });
    expect(form.focused).to.equal('name-input');
    await sendKeys({ type: 'Desk at the window' });
    await sendKeys({ press: 'Tab' });
    expect(form.focused).to.equal('button');
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin, pin);

    expect((await activated).login).to.equal('ada');
    await done();
    await form.element.updateComplete;
    // Read out by the focus, so it is no live region as well.
    const success = form.part('success');
    expect([form.focused, success.role]).to.deep.equal(['success', 'group']);
    const named = success.getAttribute('aria-labelledby')!;
    expect(form.root.getElementById(named)!.textContent).to.contain('ada');
    expect(form.part('form').checkVisibility()).to.equal(false);
    expect(input.value).to.equal('');
    const accounts = await provider.client!.accounts();
    expect(accounts).to.have.length(1);
    expect(accounts[0]).to.include({
      login: 'ada',
      state: 'active',
      tokenName: 'Desk at the window',
    });
  });

  it('gives this browser a name if the person does not', async () => {
    const { provider, prompt, type, done } = await show();
    await type(await kit.code('ada'));
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin, pin);
    await done();
    const [account] = await provider.client!.accounts();
    expect(account!.tokenName).to.match(/^(Chrome|Firefox|Safari) on /);
  });

  it('starts with what this browser is, in the language of the page, until a person changes it', async () => {
    const { form } = await show(html`<neon-activate lang="de"></neon-activate>`);
    const field = form.part<HTMLInputElement>('name-input');
    expect(field.value).to.match(/^(Chrome|Firefox|Safari) auf \w+$/);
    field.focus();
    field.select();
    await sendKeys({ type: 'Mein Telefon' });
    form.element.lang = 'fr';
    await form.until(() => form.text('button') !== 'Diesen Browser einrichten');
    expect(field.value).to.equal('Mein Telefon');
    form.element.reset();
    await form.element.updateComplete;
    expect(field.value).to.match(/^(Chrome|Firefox|Safari) sur \w+$/);
  });

  it('starts with the name that the page gives', async () => {
    const { form } = await show(html`<neon-activate token-name="Till 4"></neon-activate>`);
    expect(form.part<HTMLInputElement>('name-input').value).to.equal('Till 4');
  });
});
