import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';

describe('<neon-login-list> removing an account', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    await kit.enrol('ada');
    await kit.enrol('grace');
  });
  afterEach(() => kit.close());

  async function show() {
    const { provider } = await kit.show(html`<neon-login-list></neon-login-list>`);
    const list = new Harness(onPage('neon-login-list'));
    await list.until(() => list.parts('login').length === 2);
    const dialog = list.part<HTMLDialogElement>('dialog');
    const opens = () => list.until(() => dialog.open);
    const button = (login: string) =>
      list.parts('forget-button').find((one) => one.ariaLabel?.includes(login))!;
    return { provider, list, dialog, opens, button };
  }

  for (const how of ['Escape', 'its button']) {
    it(`removes nothing when the question is closed by ${how}`, async () => {
      const { list, dialog, opens, button } = await show();
      button('ada').click();
      await opens();
      expect(list.text('title')).to.equal('Remove ada?');
      expect(list.focused).to.equal('cancel-button');
      if (how === 'Escape') await sendKeys({ press: 'Escape' });
      else list.part('cancel-button').click();
      await list.until(() => !dialog.open);

      expect(list.parts('login')).to.have.length(2);
      expect(await kit.tids('ada')).to.have.length(1);
    });
  }

  it('gives the focus back to the button that opened the question', async () => {
    const { list, dialog, opens, button } = await show();
    button('grace').focus();
    await sendKeys({ press: 'Enter' });
    await opens();
    await sendKeys({ press: 'Escape' });
    await list.until(() => !dialog.open);
    expect(list.root.activeElement === button('grace')).to.equal(true);
  });

  it('removes the account here and at the service, and names its login in the event', async () => {
    const { list, opens, button } = await show();
    const forgotten = nextEvent(list.element, 'neon-login-forgotten');
    button('ada').focus();
    await sendKeys({ press: 'Enter' });
    await opens();
    list.part('button').click();

    expect((await forgotten).login).to.equal('ada');
    await list.until(() => list.parts('login').length === 1);
    expect(list.text('login')).to.contain('grace');
    expect(list.element.value).to.equal('grace');
    const tokens = await kit.service.dump();
    expect(tokens['token']!.map(({ status }) => status).sort()).to.deep.equal([
      'ACTIVE',
      'REVOKED',
    ]);
  });

  it('keeps the focus inside the list, whichever account is removed', async () => {
    const { list, opens, button } = await show();
    for (const [left, login] of [
      [1, 'grace'],
      [0, 'ada'],
    ] as const) {
      const forgotten = nextEvent(list.element, 'neon-login-forgotten');
      button(login).focus();
      await sendKeys({ press: 'Enter' });
      await opens();
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Enter' });
      await forgotten;
      await list.until(() => list.parts('login').length === left && list.root.activeElement);
    }
    expect(list.focused).to.equal('empty');
    expect(list.states('empty')).to.deep.equal(['empty']);
  });

  it('removes the account here even when the service cannot be reached', async () => {
    const { list, opens, button } = await show();
    await kit.service.plan('/btt/v1/op', 'lose-request', 99);
    await kit.service.plan('/btt/v1/sync', 'lose-request', 99);
    await kit.service.plan('/btt/v1/hello', 'lose-request', 99);
    button('ada').click();
    await opens();
    list.part('button').click();
    await list.until(() => list.parts('login').length === 1);
    expect(list.text('login')).to.contain('grace');
  });
});
