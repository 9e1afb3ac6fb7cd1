import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { expectAccessible } from '../support/elements/axe.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';

const contract = 'Pay 12,50 €\n  to Grace.\n\n\tYours, Ada  ';
const states = ['pending', 'done', 'failed'];

describe('<neon-seal>', () => {
  let kit: KitPage;
  async function start(settings: object = { seal: true }): Promise<void> {
    kit = await KitPage.start(settings);
    await kit.enrol('ada');
  }
  afterEach(() => kit.close());

  async function show(data = contract) {
    const shown = await kit.show(html`
      <form>
        <neon-seal name="seal" login="ada" .data=${data}></neon-seal>
      </form>
    `);
    const seal = new Harness(onPage('neon-seal'));
    await seal.until(() => seal.text('hint'));
    const form = document.querySelector('form')!;
    const sealed = async () => {
      seal.part('button').click();
      await shown.prompt.answer(pin);
      await seal.until(() => seal.states('done').length);
      return seal.element.value;
    };
    return { ...shown, seal, form, sealed };
  }

  const verify = async (seal: string, data: string) => {
    const { mac, apiKey } = kit.site;
    const { body } = await kit.service.rp('/seal/verify', apiKey, { service: mac, seal, data });
    return body['ok'] === true;
  };

  it('seals nothing without data, and keeps the form from being sent', async () => {
    await start();
    const { seal, form } = await show('');
    expect(seal.text('hint')).to.equal('There is nothing to seal yet.');
    expect(seal.part('button').ariaDisabled).to.equal('true');
    expect(seal.text('length')).to.equal('0 characters');
    expect(seal.element.validity.valueMissing).to.equal(true);
    expect(seal.element.validationMessage).to.equal('Seal this first.');
    expect(form.checkValidity()).to.equal(false);
  });

  it('says that sealing is switched off', async () => {
    await start({ seal: false });
    const { seal, prompt } = await show();
    const failed = nextEvent(seal.element, 'neon-error');
    seal.part('button').click();
    await prompt.answer(pin);
    const { error, operation } = await failed;
    expect([error.code, operation]).to.deep.equal(['SEALING_IS_NOT_ALLOWED', 'sealData']);
    await seal.until(() => seal.text('message'));
    expect(seal.text('message')).to.equal('Sealing is switched off.');
    expect(seal.states(...states)).to.deep.equal(['failed']);
    await expectAccessible(seal.element);
  });

  it('says that a text is damaged, and asks for no PIN', async () => {
    await start();
    const { seal, prompt } = await show('half \uD83D');
    seal.part('button').click();
    await seal.until(() => seal.text('message'));
    expect(seal.text('message')).to.equal('This text is damaged and cannot be sealed.');
    expect(prompt.isOpen).to.equal(false);
  });

  it('shows the text exactly, to be read and scrolled by keyboard', async () => {
    await start();
    const { seal } = await show(`${contract}${'line\n'.repeat(200)}`);
    const data = seal.part('data');
    expect(data.innerText).to.equal(`${contract}${'line\n'.repeat(200)}`);
    expect(data.scrollHeight).to.be.greaterThan(data.clientHeight);
    expect(seal.text('length')).to.equal(
      `${(contract.length + 1000).toLocaleString('en')} characters`,
    );
    data.focus();
    expect(seal.focused).to.equal('data');
    await expectAccessible(seal.element);
  });

  it('shows invisible characters by their code points', async () => {
    await start();
    const { seal } = await show('Pay \u202E05,21\u202C to\u200B Grace');
    expect(seal.parts('unseen').map((one) => one.textContent)).to.deep.equal([
      'U+202E',
      'U+202C',
      'U+200B',
    ]);
    await expectAccessible(seal.element);
  });

  it('seals what is shown, and submits a seal that the service verifies', async () => {
    await start();
    const { seal, form, prompt } = await show();
    const event = nextEvent(seal.element, 'neon-sealed');
    seal.part('button').focus();
    await sendKeys({ press: 'Enter' });
    await prompt.asks();
    expect(seal.states(...states)).to.deep.equal(['pending']);
    expect(seal.text('status')).to.equal('Sealing…');
    await prompt.enter(pin);
    const sealed = await event;
    const { value } = seal.element;

    expect(sealed.login).to.equal('ada');
    expect(JSON.stringify({ ...sealed })).not.to.contain(value);
    expect(await verify(value, contract)).to.equal(true);
    expect(await verify(value, `${contract} `)).to.equal(false);
    expect(new FormData(form).get('seal')).to.equal(value);
    expect(form.checkValidity()).to.equal(true);
    await seal.until(() => seal.text('status') === 'Sealed.');
    expect(seal.focused).to.equal('button');
    await expectAccessible(seal.element);
  });

  for (const [what, change] of [
    ['the data', (element) => (element.data = 'Pay 99')],
    ['the login', (element) => (element.login = 'grace')],
  ] as [string, (element: HTMLElementTagNameMap['neon-seal']) => unknown][]) {
    it(`has no seal any more when ${what} change`, async () => {
      await start();
      const { seal, form, sealed } = await show();
      expect(await sealed()).not.to.equal('');
      change(seal.element);
      await seal.until(() => !seal.states('done').length);
      expect(seal.element.value).to.equal('');
      expect(new FormData(form).get('seal')).to.equal(null);
      expect(form.checkValidity()).to.equal(false);
    });
  }

  it('forgets the seal when the form is reset, and does nothing while it is disabled', async () => {
    await start();
    const { seal, form, sealed } = await show();
    await sealed();
    form.reset();
    await seal.until(() => !seal.states('done').length);
    expect(seal.element.value).to.equal('');
    seal.element.disabled = true;
    await seal.until(() => seal.part<HTMLButtonElement>('button').disabled);
  });
});
