import { expect, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../components/neon-push-inbox/define.js';
import '../../components/neon-push-otp/define.js';
import { OtherBrowsers } from '../support/clients/other-browsers.js';
import { expectAccessible } from '../support/elements/axe.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';

const longLogin = 'ada.lovelace.countess.of.king-noel@analytical-engine.example';

describe('how push looks', () => {
  let kit: KitPage;
  let others: OtherBrowsers;
  after(() => setViewport({ width: 1280, height: 800 }));
  beforeEach(async () => {
    kit = await KitPage.start({ push: true });
    others = new OtherBrowsers(kit);
    await kit.enrol(longLogin);
  });
  afterEach(async () => {
    document.querySelector('neon-push-inbox')?.remove();
    others.close();
    await kit.close();
  });

  async function show() {
    const { provider } = await kit.show(html`
      <neon-push-otp login="grace"></neon-push-otp>
      <neon-push-inbox></neon-push-inbox>
    `);
    const push = new Harness(onPage('neon-push-otp'));
    const inbox = new Harness(onPage('neon-push-inbox'));
    await push.until(() => push.part('button').ariaDisabled === 'false');
    return { provider, push, inbox };
  }

  it('passes axe in every state, from the button to the password', async () => {
    const other = await others.enrolled('grace');
    const { provider, push, inbox } = await show();
    await expectAccessible(provider);

    await others.ask(longLogin);
    await inbox.until(() => inbox.parts('request').length === 1);
    inbox.part('approve-button').click();
    await inbox.until(() => inbox.text('message'));
    push.part('button').click();
    await push.until(() => push.states('waiting').length);
    await expectAccessible(provider);

    const [request] = await other.pushRequests();
    const number = push.text('number').replace(' ', '');
    await other.answerPush(request!.pid, { approve: true, number, pin });
    await push.until(() => push.states('ready').length);
    await expectAccessible(provider);
  });

  it('fits into a page of 360 pixels, and stays where it is while it waits', async () => {
    await setViewport({ width: 360, height: 800 });
    const { push, inbox } = await show();
    const top = inbox.element.getBoundingClientRect().top;
    push.part('button').click();
    await push.until(() => push.states('waiting').length);
    expect(inbox.element.getBoundingClientRect().top).to.equal(top);
    await others.ask(longLogin);
    await inbox.until(() => inbox.parts('request').length === 1);
    expect(document.documentElement.scrollWidth).to.equal(360);
    for (const part of [...push.root.querySelectorAll('[part]'), ...inbox.parts('input')]) {
      expect(part.getBoundingClientRect().right).to.be.at.most(361);
    }
  });

  it('has room for the number in a narrow card', async () => {
    const { inbox } = await show();
    inbox.element.style.width = '14rem';
    await others.ask(longLogin);
    await inbox.until(() => inbox.parts('request').length === 1);
    const input = inbox.part<HTMLInputElement>('input');
    input.value = '000000';
    expect(input.scrollWidth).to.equal(input.clientWidth);
  });
});
