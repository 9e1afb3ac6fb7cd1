import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TemplateResult } from 'lit';
import type { NeonLoginSelectedEvent } from '../../components/events.js';
import type { Clock } from '../../src/index.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';
import { rejectionCode } from '../support/clients/rejection.js';

const day = 24 * 60 * 60_000;

const forHelp = html`<neon-login-list for-help></neon-login-list>`;

const aMinuteAhead: Clock = {
  wall: () => Date.now() + 60_000,
  monotonic: () => performance.now(),
  wait: () => new Promise(() => undefined),
};

describe('<neon-login-list>', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
  });
  afterEach(() => kit.close());

  async function show(content = html`<neon-login-list></neon-login-list>`) {
    const shown = await kit.show(content);
    const list = new Harness(onPage('neon-login-list'));
    await list.until(() => !list.states('loading').length);
    const radios = () => list.parts('login').map((login) => login.querySelector('input')!);
    return { ...shown, list, radios };
  }

  /** What is said of the one account in the list, once it is in a state other than active. */
  async function told(content?: TemplateResult): Promise<string> {
    const { list, radios } = await show(content);
    await list.until(() => list.parts('state').length);
    expect(radios().map(({ disabled }) => disabled)).to.deep.equal([true]);
    expect(list.element.value).to.equal('');
    return list.text('state');
  }

  async function block(login: string): Promise<void> {
    const [tid] = await kit.tids(login);
    await kit.service.admin.post(`/tokens/${tid}/block`);
  }

  it('says that there is no account yet, in the words of the page if it has some', async () => {
    const { list } = await show(
      html`<neon-login-list
        ><a slot="empty" href="#set-up">Set up this browser</a></neon-login-list
      >`,
    );
    const slot = list.part('empty').querySelector('slot')!;

    expect(list.states('loading', 'empty')).to.deep.equal(['empty']);
    expect(list.part('empty').textContent).to.contain('No account is set up');
    expect(slot.assignedElements()).to.have.length(1);
    expect(list.parts('list')).to.deep.equal([]);
  });

  it('shows a blocked browser', async () => {
    await kit.enrol('ada');
    await block('ada');
    expect(await told()).to.equal('Blocked. Unlock it with an unlock code.');
  });

  it('shows a browser that was not used for too long', async () => {
    await kit.enrol('ada');
    await kit.service.advance(91 * day);
    expect(await told()).to.equal('Locked. Unlock it with an unlock code.');
  });

  it('shows an account that is switched off', async () => {
    await kit.enrol('ada');
    await kit.change('ada', 'disable');
    expect(await told()).to.equal('Switched off. Ask the support of this site.');
  });

  it('shows an account that too many wrong PINs have blocked', async () => {
    await kit.enrol('ada');
    const { provider } = await kit.show(html``);
    for (let tries = 0; tries < 5; tries++) {
      await provider.client!.getOnlineOtp('ada', { pin: '111213' }).catch(() => undefined);
    }
    provider.remove();
    expect(await told()).to.equal('Blocked. Unlock it with an unlock code.');
  });

  it('shows a browser that the service no longer accepts', async () => {
    await kit.enrol('ada');
    const code = await kit.code('ada', { kind: 'restore' });
    expect(await kit.useElsewhere(code)).to.equal('ada');
    expect(await told()).to.equal('Not accepted. Set it up again with a new activation code.');
  });

  it('with for-help, does not offer an account that is switched off', async () => {
    await kit.enrol('ada');
    await kit.change('ada', 'disable');
    expect(await told(forHelp)).to.contain('Switched off.');
  });

  it('with for-help, does not offer an account that has to be set up again', async () => {
    await kit.enrol('ada');
    expect(await kit.useElsewhere(await kit.code('ada', { kind: 'restore' }))).to.equal('ada');
    expect(await told(forHelp)).to.contain('Not accepted.');
  });

  it('offers a blocked account as long as it has for-help', async () => {
    await kit.enrol('ada');
    await kit.enrol('grace');
    await block('ada');
    const { list, radios } = await show(forHelp);
    await list.until(() => list.parts('state').length);
    expect(radios().map(({ disabled }) => disabled)).to.deep.equal([false, false]);
    expect(list.element.value).to.equal('');
    let selected = nextEvent(list.element, 'neon-login-selected');
    radios()
      .find(({ value }) => value === 'ada')!
      .click();
    expect((await selected).login).to.equal('ada');

    // Without it the only account that can be used is the choice.
    selected = nextEvent(list.element, 'neon-login-selected');
    list.element.forHelp = false;
    expect((await selected).login).to.equal('grace');
    expect(radios().filter(({ disabled }) => disabled)).to.have.length(1);
  });

  it('leads from a blocked account to the unlock form, and then to a password', async () => {
    await kit.enrol('ada');
    await block('ada');
    const [tid] = await kit.tids('ada');
    const code = await kit.code('ada', { kind: 'unlock', tid });
    const follow = ({ login }: NeonLoginSelectedEvent) => {
      onPage('neon-unlock').login = onPage('neon-otp').login = login;
    };
    const { list, prompt } = await show(
      html`<div @neon-login-selected=${follow}>
        ${forHelp}<neon-unlock></neon-unlock><neon-otp></neon-otp>
      </div>`,
    );
    const unlock = new Harness(onPage('neon-unlock'));
    const otp = new Harness(onPage('neon-otp'));
    await unlock.until(() => unlock.part('button').ariaDisabled === 'false');
    expect(list.element.value).to.equal('ada');

    // What cannot be done with it says why.
    otp.part('button').click();
    await prompt.answer(pin);
    await otp.until(() => otp.text('message'));
    expect(otp.text('message')).to.equal('This browser is blocked. Unlock it with an unlock code.');

    unlock.part('input').focus();
    await sendKeys({ type: code });
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);
    await list.until(() => !list.parts('state').length);
    expect(unlock.text('success')).to.contain('ada is unlocked.');
    otp.part('button').click();
    await prompt.answer(pin);
    await otp.until(() => otp.states('ready').length);
  });

  it('offers an account whose last outcome is not known', async () => {
    await kit.enrol('ada');
    const { provider, list, radios } = await show();
    await kit.service.plan('/btt/v1/op', 'lose-reply', 99);
    await kit.service.plan('/btt/v1/sync', 'lose-request', 99);
    expect(await rejectionCode(provider.client!.getOnlineOtp('ada', { pin }))).to.equal(
      'OUTCOME_UNKNOWN',
    );
    // A client whose clock is a minute ahead: by then the answer is no longer just on its way.
    provider.client = kit.client({ clock: aMinuteAhead });
    await list.until(() => list.parts('state').length);

    expect(list.text('state')).to.equal('Not confirmed. It is confirmed at the next use.');
    expect(radios()[0]!.disabled).to.equal(false);
  });

  it('says only that the service cannot be reached when its frame cannot be loaded', async () => {
    await fixture(
      html`<neon-provider service="http://127.0.0.1:9" alias=${kit.site.alias} iframe
        ><neon-login-list></neon-login-list
      ></neon-provider>`,
    );
    const list = new Harness(onPage('neon-login-list'));
    expect(list.states('loading', 'empty')).to.deep.equal(['loading']);
    await list.until(() => list.text('status'));
    expect(list.text('status')).to.equal('The service cannot be reached. Please try again.');
    expect(list.text('message')).to.equal('');
    expect(list.states('loading', 'empty')).to.deep.equal([]);
    expect(list.part('empty').checkVisibility()).to.equal(false);
    expect(list.parts('retry-button')).to.have.length(1);
    await expect(list.element).to.be.accessible();
  });

  it('shows the last known state offline, and asks again on request', async () => {
    await kit.enrol('ada');
    await kit.service.plan('/btt/v1/hello', 'lose-request', 99);
    const { provider, list } = await show();
    await list.until(() => list.text('status'));

    expect(provider.status).to.equal('offline');
    expect(list.text('status')).to.contain('last known state');
    expect(list.part('status').role).to.equal('status');
    expect(list.element.value).to.equal('ada');

    await kit.service.clear();
    list.part('retry-button').click();
    await list.until(() => !list.text('status'));
    expect(provider.status).to.equal('online');
    expect(list.parts('retry-button')).to.deep.equal([]);
  });

  it('selects the only usable account by itself, and says so', async () => {
    await kit.enrol('ada');
    const selected = nextEvent(document.body, 'neon-login-selected');
    const { list, radios } = await show();

    expect((await selected).login).to.equal('ada');
    expect(list.element.value).to.equal('ada');
    expect(radios()[0]!.checked).to.equal(true);
    expect(list.text('login')).to.equal('ada Test browser');
  });

  it('lets the person select one of several by keyboard', async () => {
    await kit.enrol('ada');
    await kit.enrol('grace');
    const { list, radios } = await show();
    expect(list.element.value).to.equal('');
    radios()[0]!.focus();
    const selected = nextEvent(list.element, 'neon-login-selected');
    await sendKeys({ press: 'ArrowDown' });

    const { login } = await selected;
    expect(login).to.equal(radios()[1]!.value);
    expect(list.element.value).to.equal(login);
    expect(radios().map(({ checked }) => checked)).to.deep.equal([false, true]);
  });

  it('takes the selected login from the page', async () => {
    await kit.enrol('ada');
    await kit.enrol('grace');
    const { list, radios } = await show();
    list.element.value = 'grace';
    await list.element.updateComplete;
    expect(radios().find(({ checked }) => checked)?.value).to.equal('grace');

    list.element.value = 'nobody';
    await list.element.updateComplete;
    expect(list.element.value).to.equal('');
  });
});
