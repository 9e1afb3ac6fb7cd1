/**
 * What all form controls of the kit have in common with those of HTML.
 */
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { NeonLoginList, NeonOtp, NeonPushOtp, NeonSeal } from '../../components/index.js';
import '../../components/define.js';
import { KitPage, pin } from '../support/elements/kit-page.js';
import { choose, form, showForm, submitted, worksFor } from '../support/elements/sign-in-form.js';

type Control = NeonLoginList | NeonOtp | NeonPushOtp | NeonSeal;

const tags = ['neon-login-list', 'neon-otp', 'neon-push-otp', 'neon-seal'] as const;

async function controlIn(tag: (typeof tags)[number]): Promise<Control> {
  const place = await fixture<HTMLElement>(html`
    <div>
      <form id="first"></form>
      <form id="second"></form>
      <label for="control">Proof</label>
    </div>
  `);
  const control = document.createElement(tag);
  control.id = 'control';
  control.required = true;
  place.querySelector('form')!.append(control);
  await control.updateComplete;
  return control;
}

for (const tag of tags) {
  describe(`<${tag}> as a form control`, () => {
    it('keeps its value when a framework assigns one that it cannot have', async () => {
      const control = await controlIn(tag);
      // As Vue and React do with the first value of their model.
      for (const value of ['', '12345678']) control.value = value;
      await control.updateComplete;
      expect(submitted()).to.deep.equal({});
      expect(control.checkValidity()).to.equal(false);
    });

    it('belongs to the form around, or to the one that its attribute names', async () => {
      const control = await controlIn(tag);
      const [first, second] = document.querySelectorAll('form');
      expect(control.form).to.equal(first);
      control.form = 'second';
      expect(control.form).to.equal(second);
      control.form = null;
      expect(control.form).to.equal(first);
      control.form = second!;
      expect(control.form).to.equal(second);
      control.form = '';
      expect(control.hasAttribute('form')).to.equal(false);
    });

    it('has its labels, its type and its name', async () => {
      const control = await controlIn(tag);
      const labels = [...control.labels].map(({ textContent }) => textContent);
      expect(labels).to.deep.equal(['Proof']);
      expect(control.type).to.equal(tag);
      expect([...form().elements]).to.deep.equal([control]);
      control.name = 'proof';
      await control.updateComplete;
      expect(form().elements.namedItem('proof')).to.equal(control);
    });

    it('is valid without a value once none is required', async () => {
      const control = await controlIn(tag);
      expect(control.validity.valueMissing).to.equal(true);
      expect(control.validationMessage).to.equal('Choose an account first.');
      control.required = false;
      await control.updateComplete;
      expect(control.required).to.equal(false);
      expect(form().checkValidity()).to.equal(true);
      expect(control.validationMessage).to.equal('');
    });

    it('is invalid for a reason of the page, also after it was updated', async () => {
      const control = await controlIn(tag);
      control.required = false;
      control.setCustomValidity('Not today.');
      await control.updateComplete;
      expect(control.validity.customError).to.equal(true);
      expect(control.validationMessage).to.equal('Not today.');
      expect(control.reportValidity()).to.equal(false);
      control.setCustomValidity('');
      expect(control.checkValidity()).to.equal(true);
      control.required = true;
      await control.updateComplete;
      expect(control.validationMessage).to.equal('Choose an account first.');
    });
  });
}

describe('a form control without a sentence of the page', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
  });
  afterEach(() => kit.close());

  it('says that it has no value, where its own text is empty', async () => {
    const { provider } = await kit.show(
      html`<form><neon-login-list required></neon-login-list></form>`,
    );
    provider.languages = [{ lang: 'en', noAccounts: '', noAccountsHelp: '' }];
    const list = document.querySelector('neon-login-list')!;
    await waitUntil(() => list.validationMessage === 'Fill in this field.');
  });
});

describe('<neon-login-list> and the model of a framework', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    await kit.enrol('ada');
    await kit.enrol('grace');
  });
  afterEach(() => kit.close());

  it('sends input and change for a choice, not for an assignment', async () => {
    const { list, otp } = await showForm(kit);
    const heard: string[] = [];
    for (const type of ['input', 'change', 'neon-login-selected'])
      form().addEventListener(type, () => heard.push(`${type} ${list.element.value}`));
    list.element.value = 'ada';
    await worksFor(otp, 'ada');
    await list.element.updateComplete;
    expect(heard.splice(0)).to.deep.equal(['neon-login-selected ada']);
    // An assignment that changes nothing.
    list.element.value = 'ada';
    await list.element.updateComplete;
    choose(list, 'grace');
    await worksFor(otp, 'grace');
    await list.element.updateComplete;
    expect(heard).to.deep.equal(['input grace', 'change grace', 'neon-login-selected grace']);
  });

  it('leaves a password in place when the model assigns an old value to its element', async () => {
    const { list, otp, prompt } = await showForm(kit);
    choose(list, 'ada');
    await otp.until(() => otp.part('button').ariaDisabled === 'false');
    otp.part('button').click();
    await prompt.answer(pin);
    await otp.until(() => otp.states('ready').length);
    const { value } = otp.element;
    otp.element.value = '';
    await otp.element.updateComplete;
    expect(otp.element.value).to.equal(value);
    expect(submitted()).to.deep.equal({ login: 'ada', otp: value });
  });
});
