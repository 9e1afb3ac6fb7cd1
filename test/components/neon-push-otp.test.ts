import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/neon-push-otp/define.js';
import { OtherBrowsers } from '../support/clients/other-browsers.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';

describe('<neon-push-otp>', () => {
  let kit: KitPage;
  let others: OtherBrowsers;
  beforeEach(async () => {
    kit = await KitPage.start({ push: true });
    others = new OtherBrowsers(kit);
  });
  afterEach(async () => {
    others.close();
    await kit.close();
  });

  async function show(login = 'ada') {
    await kit.show(html`
      <form>
        <neon-push-otp name="otp" login=${login}></neon-push-otp>
        <button>Sign in</button>
      </form>
    `);
    const push = new Harness(onPage('neon-push-otp'));
    await push.until(() => push.part('button').ariaDisabled === String(!login));
    const number = async () => {
      await push.until(() => push.states('waiting').length);
      return push.text('number').replace(' ', '');
    };
    return { push, number, form: document.querySelector('form')! };
  }

  const all = ['pending', 'waiting', 'ready', 'failed'];

  it('asks for an account before anything else', async () => {
    const { push } = await show('');
    push.part('button').click();
    expect(push.states(...all)).to.deep.equal([]);
    expect(push.element.validationMessage).to.equal('Choose an account first.');
    expect(push.text('hint')).to.equal('Choose an account first.');
  });

  it('says that the service does not offer push', async () => {
    const { push } = await show();
    await kit.service.admin.patch(`/services/${kit.site.mac}`, { push: false });
    push.part('button').click();
    await push.until(() => push.text('message'));
    expect(push.text('message')).to.equal(
      'Confirming on another device is not offered at the moment.',
    );
  });

  it('says that only enrolled browsers can ask, where the service requires that', async () => {
    await kit.service.admin.patch(`/services/${kit.site.mac}`, { pushOpen: false });
    const { push, number } = await show();
    const failed = nextEvent(push.element, 'neon-error');
    push.part('button').click();
    expect((await failed).error.code).to.equal('STATIC_TOKEN_KEY_IS_INVALID');
    await push.until(() => push.text('message'));
    expect(push.text('message')).to.equal(
      'Only browsers that are set up for your account can ask here. Set this one up with an activation code.',
    );
    expect(push.states(...all)).to.deep.equal(['failed']);
    await kit.enrol('ada');
    push.part('button').click();
    expect(await number()).to.match(/^\d{6}$/);
  });

  it('says that the other browser has denied the request, and can ask again', async () => {
    const other = await others.enrolled('ada');
    const { push, number } = await show();
    const failed = nextEvent(push.element, 'neon-error');
    push.part('button').click();
    await number();
    const [request] = await other.pushRequests();
    await other.answerPush(request!.pid, { approve: false });
    const { error, operation } = await failed;
    await push.until(() => push.text('message'));
    expect([operation, error.code]).to.deep.equal(['getRemoteOtpByPush', 'PUSH_DENIED']);
    expect(push.text('message')).to.contain('not approved on your other device');
    expect(push.part('message').role).to.equal('alert');
    expect([push.text('number'), push.text('timer')]).to.deep.equal(['', '']);
    expect(push.states(...all)).to.deep.equal(['failed']);
    push.part('button').click();
    expect(await number()).to.match(/^\d{6}$/);
  });

  it('says that nobody has answered in time', async () => {
    const { push, number } = await show('nobody');
    push.part('button').click();
    await number();
    await kit.service.advance(120_000);
    await push.until(() => push.text('message'));
    expect(push.text('message')).to.contain('no answer in time');
  });

  it('says that there were too many requests, and when the next one is allowed', async () => {
    for (let count = 0; count < 3; count++) await others.ask('ada');
    const { push } = await show();
    push.part('button').click();
    await push.until(() => push.text('message'));
    expect(push.text('message')).to.match(/ in 30 minutes/);
  });

  it('stops waiting when the person cancels by keyboard, without an error', async () => {
    const other = await others.enrolled('ada');
    const { push, number } = await show();
    let errors = 0;
    push.element.addEventListener('neon-error', () => errors++);
    push.part('button').focus();
    await sendKeys({ press: 'Enter' });
    await number();
    expect(push.focused).to.equal('cancel-button');
    expect(await other.pushRequests()).to.have.length(1);
    let withdrawn!: () => void;
    const none = new Promise<void>((resolve) => (withdrawn = resolve));
    const stop = other.watchPushRequests((requests) => requests.length || withdrawn());
    await sendKeys({ press: 'Enter' });
    await none;
    stop();
    await push.until(() => push.focused === 'button');
    expect(push.states(...all)).to.deep.equal([]);
    expect([push.text('number'), push.text('message'), errors]).to.deep.equal(['', '', 0]);
  });

  it('shows the number, then a password that its form submits and the service accepts', async () => {
    const other = await others.enrolled('ada');
    const { push, number, form } = await show();
    expect(form.checkValidity()).to.equal(false);
    push.part('button').click();
    const digits = await number();
    expect(digits).to.match(/^\d{6}$/);
    expect(push.text('timer')).to.match(/^1[12]\d s$/);
    expect(push.text('status')).to.contain('type the number');
    expect(push.part('status').role).to.equal('status');
    const inAttributes = (secret: string) =>
      push.attributeValues.filter((text) => text.includes(secret));
    expect(inAttributes(digits)).to.deep.equal([]);
    expect(form.checkValidity()).to.equal(false);

    const generated = nextEvent(push.element, 'neon-otp-generated');
    const focused = nextEvent(form.querySelector('button')!, 'focus');
    const [request] = await other.pushRequests();
    await other.answerPush(request!.pid, { approve: true, number: digits, pin });
    const { login, expiresAt } = await generated;
    await push.until(() => push.states('ready').length && push.text('hint'));
    expect(login).to.equal('ada');
    expect(expiresAt - Date.now()).to.be.within(10_000, 20_000);
    const { value } = push.element as HTMLElementTagNameMap['neon-push-otp'];
    expect(push.element.expiresAt).to.equal(expiresAt);
    expect(push.text('code').replace(' ', '')).to.equal(value);
    expect(inAttributes(value)).to.deep.equal([]);
    expect(push.text('number')).to.equal('');
    expect(push.text('status')).to.contain('Ready');
    expect(push.text('hint')).to.match(/^Valid for \d+ more seconds\./);
    // So that Enter sends the form.
    await focused;
    expect(form.checkValidity()).to.equal(true);
    expect(new FormData(form).get('otp')).to.equal(value);
    expect(await kit.service.verifyOtp(kit.site, 'ada', value)).to.equal(true);
    form.reset();
    expect([push.element.value, new FormData(form).get('otp')]).to.deep.equal(['', null]);
  });

  it('forgets the number when the login changes, and when the element is removed', async () => {
    const { push, number } = await show();
    push.part('button').click();
    await number();
    push.element.login = 'grace';
    await push.until(() => !push.states('waiting').length);
    expect(push.text('number')).to.equal('');
    push.part('button').click();
    await number();
    push.element.remove();
    await push.element.updateComplete;
    expect(push.text('number')).to.equal('');
    expect(push.states(...all)).to.deep.equal([]);
  });
});
