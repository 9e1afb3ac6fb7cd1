import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/neon-push-inbox/define.js';
import { OtherBrowsers } from '../support/clients/other-browsers.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';
import { replaced } from '../support/pages/replaced-member.js';

describe('<neon-push-inbox>', () => {
  let kit: KitPage;
  let others: OtherBrowsers;
  beforeEach(async () => {
    kit = await KitPage.start({ push: true });
    await kit.enrol('ada');
    others = new OtherBrowsers(kit);
  });
  afterEach(async () => {
    onPage('neon-push-inbox').remove();
    others.close();
    await kit.close();
  });

  async function show() {
    const shown = await kit.show(html`<neon-push-inbox></neon-push-inbox>`);
    const inbox = new Harness(onPage('neon-push-inbox'));
    const shows = (count: number) => inbox.until(() => inbox.parts('request').length === count);
    await inbox.until(() => inbox.states('empty').length);
    return { ...shown, inbox, shows };
  }

  function otherThan(number: string): string {
    return String((Number(number) + 1) % 1_000_000).padStart(6, '0');
  }

  it('says that there is no request', async () => {
    const { inbox } = await show();
    expect(inbox.text('empty')).to.equal('Nobody is waiting for you.');
    expect(inbox.text('status')).to.equal('');
    expect(inbox.parts('list').length).to.equal(0);
    await expect(inbox.element).to.be.accessible();
  });

  it('does not say that nobody waits while the service cannot be reached', async () => {
    await kit.service.plan('/btt/v1/hello', 'lose-request', 99);
    await kit.show(html`<neon-push-inbox></neon-push-inbox>`);
    const inbox = new Harness(onPage('neon-push-inbox'));
    await inbox.until(() => inbox.text('status'));
    expect(inbox.text('status')).to.equal('The service cannot be reached. Please try again.');
    expect(inbox.part('empty').checkVisibility()).to.equal(false);
    expect(inbox.states('empty')).to.deep.equal([]);

    await kit.service.clear();
    dispatchEvent(new Event('online'));
    await inbox.until(() => !inbox.text('status'));
    expect(inbox.part('empty').checkVisibility()).to.equal(true);
  });

  it('keeps a request, and its age, when the clock of the machine is set meanwhile', async () => {
    const { inbox, shows } = await show();
    await others.ask('ada');
    await shows(1);
    const now = Date.now.bind(Date);
    for (const ms of [3_600_000, -3_600_000]) {
      await replaced(
        Date,
        'now',
        () => now() + ms,
        async () => {
          inbox.element.requestUpdate();
          await inbox.element.updateComplete;
          expect(inbox.text('about')).to.match(/ · \d seconds? ago$/);
        },
      );
    }
    expect(inbox.parts('request').length).to.equal(1);
  });

  it('announces a request, with site, login, browser and age', async () => {
    const { inbox, shows } = await show();
    const received = nextEvent(inbox.element, 'neon-push-received');
    await others.ask('ada');
    expect((await received).login).to.equal('ada');
    await shows(1);
    expect(inbox.text('site')).to.equal(`${location.host}: sign in as ada?`);
    expect(inbox.text('about')).to.match(/^(Chrome|Firefox|Safari) on \w+ · \d+ seconds? ago$/);
    expect(inbox.text('status')).to.contain('waits for you');
    expect(inbox.part('status').role).to.equal('status');
    expect(inbox.states('empty')).to.deep.equal([]);
    await expect(inbox.element).to.be.accessible();
  });

  it('shows where a request comes from when the relying party that asks has said so', async () => {
    const { inbox, shows } = await show();
    const { mac } = kit.site;
    const { body } = await kit.service.admin.post('/keys', { service: mac, scopes: ['push'] });
    const order = { service: mac, login: 'ada', place: 'Lisbon, Portugal' };
    await kit.service.rp('/push/request', String(body['key']), order);
    await shows(1);
    expect(inbox.text('about')).to.match(/^Lisbon, Portugal · \d+ seconds? ago$/);
  });

  it('asks for the number, says that it is wrong, and that the third wrong number denied the request', async () => {
    const { inbox, prompt, shows } = await show();
    const { number, end } = await others.ask('ada');
    await shows(1);
    inbox.part('approve-button').click();
    await inbox.until(() => inbox.text('message'));
    expect(inbox.text('message')).to.contain('Type the number');
    expect(inbox.focused).to.equal('input');
    expect(inbox.part('input').ariaInvalid).to.equal('true');
    // At the field, which refers to it.
    const [message] = inbox.parts('message');
    expect(inbox.part('input').getAttribute('aria-describedby')).to.equal(message!.id);
    expect(message!.closest('form')).to.equal(inbox.part('form'));
    expect(prompt.isOpen).to.equal(false);

    for (const said of ['2 tries left', 'One try left', 'Denied']) {
      const input = inbox.part<HTMLInputElement>('input');
      input.value = '';
      input.focus();
      await sendKeys({ type: otherThan(number) });
      await sendKeys({ press: 'Enter' });
      await prompt.answer(pin);
      await inbox.until(() => inbox.text('message').includes(said));
    }
    expect(await end).to.equal('PUSH_DENIED');
    await shows(0);
    expect(inbox.part('empty').checkVisibility()).to.equal(false);
  });

  it('approves with number and PIN, by keyboard alone', async () => {
    const { inbox, prompt, shows } = await show();
    const { number, otp } = await others.ask('ada');
    await shows(1);
    inbox.part('input').focus();
    await sendKeys({ type: number });
    const answered = nextEvent(inbox.element, 'neon-push-answered');
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);
    expect(await answered).to.include({ login: 'ada', approved: true });
    await shows(0);
    expect(await kit.service.verifyOtp(kit.site, 'ada', (await otp).value)).to.equal(true);
    await inbox.until(() => inbox.text('status'));
    expect(inbox.text('status')).to.contain('Confirmed');
    // In the place of the sentence that nobody waits, and told once: the focus goes elsewhere.
    expect(inbox.part('empty').checkVisibility()).to.equal(false);
    await inbox.until(() => inbox.focused === 'heading');
  });

  it('keeps a request when the prompt is closed', async () => {
    const { inbox, prompt, shows } = await show();
    const { number } = await others.ask('ada');
    await shows(1);
    inbox.part('input').focus();
    await sendKeys({ type: number });
    await sendKeys({ press: 'Enter' });
    await prompt.asks();
    await sendKeys({ press: 'Escape' });
    await inbox.until(() => !inbox.states('pending').length);
    expect(inbox.text('message')).to.equal('');
    expect(inbox.part<HTMLInputElement>('input').value).to.equal(number);
    expect(inbox.parts('request').length).to.equal(1);
  });

  it('denies one of two without a PIN, and keeps what was typed for the other', async () => {
    const { inbox, prompt, shows } = await show();
    const first = await others.ask('ada');
    await shows(1);
    const second = await others.ask('ada');
    await shows(2);
    inbox.parts('input')[1]!.focus();
    await sendKeys({ type: second.number });
    const answered = nextEvent(inbox.element, 'neon-push-answered');
    inbox.parts('deny-button')[0]!.click();
    expect(await answered).to.include({ login: 'ada', approved: false });
    expect(await first.end).to.equal('PUSH_DENIED');
    await shows(1);
    expect(prompt.isOpen).to.equal(false);
    expect(inbox.part<HTMLInputElement>('input').value).to.equal(second.number);
    expect(inbox.text('status')).to.equal('Denied.');
  });

  it('"not me" denies and keeps further requests away', async () => {
    const { inbox, shows } = await show();
    const { end } = await others.ask('ada');
    await shows(1);
    const described = inbox.part('mute-button').getAttribute('aria-describedby')!.split(' ');
    const told = described.map((id) => inbox.root.getElementById(id)!.textContent);
    expect(told.join(' ')).to.contain('nobody can ask you for an hour');
    const colours = ['mute-button', 'deny-button'].map(
      (part) => getComputedStyle(inbox.part(part)).color,
    );
    expect(colours[0]).not.to.equal(colours[1]);
    inbox.part('mute-button').click();
    expect(await end).to.equal('PUSH_DENIED');
    await shows(0);
    await inbox.until(() => inbox.text('status'));
    expect(inbox.text('status')).to.contain('for an hour');
    const asking = await others.ask('ada');
    const client = kit.client();
    expect(await client.pushRequests()).to.deep.equal([]);
    client.close();
    expect(asking.number).to.match(/^\d{6}$/);
  });

  it('removes a request that another browser has answered', async () => {
    const other = await others.enrolled('ada');
    const { inbox, shows } = await show();
    await others.ask('ada');
    await shows(1);
    const [request] = await other.pushRequests();
    await other.answerPush(request!.pid, { approve: false });
    await shows(0);
    await inbox.until(() => inbox.states('empty').length);
    expect(inbox.text('status')).to.equal('');
  });
});
