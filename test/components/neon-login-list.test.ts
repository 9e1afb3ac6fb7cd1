import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Clock } from '../../src/index.js';
import { Harness } from '../support/harness.js';
import { KitPage, onPage, pin } from '../support/kit-page.js';
import { nextEvent } from '../support/next-event.js';
import { rejectionCode } from '../support/rejection.js';

const day = 24 * 60 * 60_000;

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
  async function told(): Promise<string> {
    const { list, radios } = await show();
    await list.until(() => list.parts('state').length);
    expect(radios().map(({ disabled }) => disabled)).to.deep.equal([true]);
    expect(list.element.value).to.equal('');
    return list.text('state');
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
    const [tid] = await kit.tids('ada');
    await kit.service.admin(`/tokens/${tid}/block`, {});
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

  it('lets an account be chosen whose last outcome is not known', async () => {
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

  it('leaves the choice among several to the person, by keyboard', async () => {
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

  it('takes a choice from the page', async () => {
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
