import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { NeonLoginList } from '../../components/index.js';
import type { Harness } from '../support/elements/harness.js';
import { KitPage, pin } from '../support/elements/kit-page.js';
import { choose, form, showForm, submitted, worksFor } from '../support/elements/sign-in-form.js';

describe('the selection of a provider', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
  });
  afterEach(() => kit.close());

  async function block(login: string): Promise<void> {
    const [tid] = await kit.tids(login);
    await kit.service.admin.post(`/tokens/${tid}/block`);
  }

  it('is none without an account: nothing is submitted, and a required list says so', async () => {
    const { list, otp, provider } = await showForm(kit);
    expect(submitted()).to.deep.equal({});
    expect(list.element.checkValidity()).to.equal(false);
    expect(list.element.validity.valueMissing).to.equal(true);
    expect(list.element.validationMessage).to.equal(
      'No account is set up in this browser yet. Set one up with an activation code.',
    );
    expect(list.element.reportValidity()).to.equal(false);
    expect(list.focused).to.equal('empty');
    expect(otp.element.currentLogin).to.equal('');
    expect(provider.selectedLogin).to.equal('');
    expect(provider.logins).to.deep.equal([]);

    list.element.required = false;
    await list.element.updateComplete;
    expect(list.element.checkValidity()).to.equal(true);
  });

  it('is none among two accounts until a person chooses one', async () => {
    await kit.enrol('ada');
    await kit.enrol('grace');
    const { list, otp } = await showForm(kit);
    expect(submitted()).to.deep.equal({});
    expect(list.element.reportValidity()).to.equal(false);
    await list.until(() => list.root.activeElement);
    expect((list.root.activeElement as HTMLInputElement).type).to.equal('radio');

    await sendKeys({ press: 'ArrowDown' });
    await worksFor(otp, list.element.value);
    expect(list.element.value).to.be.oneOf(['ada', 'grace']);
    expect(list.element.checkValidity()).to.equal(true);
    expect(submitted()).to.deep.equal({ login: list.element.value });
  });

  it('is not submitted by a list that is disabled or has no name', async () => {
    await kit.enrol('ada');
    const { list, otp } = await showForm(
      kit,
      html`
        <form>
          <fieldset><neon-login-list name="login" required></neon-login-list></fieldset>
          <neon-otp name="otp"></neon-otp>
        </form>
      `,
    );
    await worksFor(otp, 'ada');
    const fieldset = form().querySelector('fieldset')!;
    fieldset.disabled = true;
    const radio = () => list.part('login').querySelector('input')!;
    await list.until(() => radio().disabled);
    expect(submitted()).to.deep.equal({});
    expect(list.element.willValidate).to.equal(false);
    fieldset.disabled = false;
    await list.until(() => !radio().disabled);
    expect(submitted()).to.deep.equal({ login: 'ada' });
    list.element.name = '';
    await list.element.updateComplete;
    expect(submitted()).to.deep.equal({});
  });

  it('signs in without a script of the page', async () => {
    await kit.enrol('ada');
    const { list, otp, prompt, provider } = await showForm(kit);
    await worksFor(otp, 'ada');
    otp.part('button').click();
    await prompt.answer(pin);
    await otp.until(() => otp.states('ready').length);
    const { login, otp: value } = submitted();
    expect(login).to.equal('ada');
    expect(list.element.form).to.equal(form());
    expect(provider.selectedLogin).to.equal('ada');
    expect(form().checkValidity()).to.equal(true);
    expect(await kit.service.verifyOtp(kit.site, 'ada', value as string)).to.equal(true);
  });

  it('gives way to the login of an element as long as that has one', async () => {
    await kit.enrol('ada');
    const { otp } = await showForm(kit);
    await worksFor(otp, 'ada');
    otp.element.setAttribute('login', 'grace');
    expect(otp.element.currentLogin).to.equal('grace');
    otp.element.removeAttribute('login');
    expect(otp.element.currentLogin).to.equal('ada');
    otp.element.login = 'grace';
    expect(otp.element.currentLogin).to.equal('grace');
    otp.element.login = '';
    expect(otp.element.currentLogin).to.equal('ada');
  });

  it('takes the password of one login away when another is selected, at once', async () => {
    await kit.enrol('ada');
    await kit.enrol('grace');
    const { list, otp, prompt } = await showForm(kit);
    choose(list, 'ada');
    await worksFor(otp, 'ada');
    await otp.until(() => otp.part('button').ariaDisabled === 'false');
    otp.part('button').click();
    await prompt.answer(pin);
    await otp.until(() => otp.states('ready').length);
    expect(Object.keys(submitted())).to.deep.equal(['login', 'otp']);

    list.element.value = 'grace';
    expect(submitted()).to.deep.equal({ login: 'grace' });
    expect(otp.element.value).to.equal('');
  });

  it('ends a running operation when another login is selected', async () => {
    await kit.enrol('ada');
    await kit.enrol('grace');
    const { list, otp, prompt } = await showForm(kit);
    choose(list, 'ada');
    await otp.until(() => otp.part('button').ariaDisabled === 'false');
    otp.part('button').click();
    await prompt.asks();
    list.element.value = 'grace';
    await prompt.closes();
    await worksFor(otp, 'grace');
    expect(otp.states('pending', 'failed')).to.deep.equal([]);
  });

  it('leaves the reason of a block in place when the list drops the blocked account', async () => {
    await kit.enrol('ada');
    const { list, otp, prompt } = await showForm(kit);
    await otp.until(() => otp.part('button').ariaDisabled === 'false');
    otp.part('button').click();
    await prompt.answer('111213');
    for (let left = 4; left > 0; left--) {
      await prompt.refuses();
      await prompt.enter('111213');
    }
    await list.until(() => list.parts('state').length);
    await worksFor(otp, '');
    await otp.element.updateComplete;
    expect(otp.text('message')).to.contain('blocked after too many wrong tries');
    expect(otp.element.error?.code).to.equal('PASSWORD_IS_WRONG');
    expect(submitted()).to.deep.equal({});

    await kit.enrol('grace');
    await worksFor(otp, 'grace');
    await otp.element.updateComplete;
    expect(otp.text('message')).to.equal('');
    expect(otp.element.error).to.equal(undefined);
  });

  describe('with two lists', () => {
    const two = html`
      <form>
        <neon-login-list name="login" required></neon-login-list><neon-otp name="otp"></neon-otp>
      </form>
      <neon-login-list for-help></neon-login-list>
    `;

    it('is the same in both', async () => {
      await kit.enrol('ada');
      await kit.enrol('grace');
      const { lists, otp } = await showForm(kit, two);
      const [first, second] = lists as [Harness<NeonLoginList>, Harness<NeonLoginList>];
      const heard: string[] = [];
      document.body.addEventListener('neon-login-selected', ({ login, target }) => {
        heard.push(`${login} ${(target as NeonLoginList).name}`);
      });
      choose(second, 'grace');
      await worksFor(otp, 'grace');
      await first.until(() =>
        first.parts('login').some((row) => row.querySelector('input')!.checked),
      );
      expect(first.element.value).to.equal('grace');
      expect(submitted()).to.deep.equal({ login: 'grace' });
      await second.element.updateComplete;
      expect(heard.sort()).to.deep.equal(['grace ', 'grace login']);

      choose(first, 'ada');
      await worksFor(otp, 'ada');
      expect(second.element.value).to.equal('ada');
      // The one that remains still has it.
      first.element.remove();
      await worksFor(otp, 'ada');
      second.element.remove();
      await worksFor(otp, '');
    });

    it('is submitted by no list that does not offer it', async () => {
      await kit.enrol('ada');
      await kit.enrol('grace');
      await block('ada');
      const { lists, otp } = await showForm(kit, two);
      const [first, second] = lists as [Harness<NeonLoginList>, Harness<NeonLoginList>];
      await worksFor(otp, 'grace');
      choose(second, 'ada');
      await worksFor(otp, 'ada');
      await first.until(() => !first.element.value);
      await first.element.updateComplete;
      expect(submitted()).to.deep.equal({});
      expect(first.element.checkValidity()).to.equal(false);

      choose(first, 'grace');
      await worksFor(otp, 'grace');
      expect(second.element.value).to.equal('grace');
    });
  });
});
