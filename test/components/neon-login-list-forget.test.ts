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

  async function show(count = 2) {
    const { provider } = await kit.show(html`<neon-login-list></neon-login-list>`);
    const list = new Harness(onPage('neon-login-list'));
    await list.until(() => list.parts('login').length === count);
    const dialog = list.part<HTMLDialogElement>('dialog');
    const opens = () => list.until(() => dialog.open);
    expect(list.parts('forget-button')).to.deep.equal([]);
    list.part('manage-button').click();
    await list.until(() => list.parts('forget-button').length === count);
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

  it('offers to remove accounts after “Manage”, in place of their choice', async () => {
    const { list, button } = await show();
    const manage = list.part('manage-button');
    expect(list.root.querySelectorAll('input')).to.have.length(0);
    expect(['ada', 'grace'].map((login) => button(login).ariaLabel)).to.deep.equal([
      'Remove ada from this browser',
      'Remove grace from this browser',
    ]);
    manage.focus();
    expect(list.text('manage-button')).to.equal('Done');
    await sendKeys({ press: 'Enter' });
    await list.until(() => !list.parts('forget-button').length);
    expect(list.text('manage-button')).to.equal('Manage');
    expect(list.focused).to.equal('manage-button');
    expect(list.root.querySelectorAll('input:enabled')).to.have.length(2);
  });

  it('moves the focus to the next account, to the last one, and to the empty list', async () => {
    await kit.enrol('hedy');
    const { list, opens, button } = await show(3);
    for (const [login, next] of [
      ['grace', 'hedy'],
      ['hedy', 'ada'],
      ['ada', undefined],
    ] as const) {
      const forgotten = nextEvent(list.element, 'neon-login-forgotten');
      button(login).focus();
      await sendKeys({ press: 'Enter' });
      await opens();
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Enter' });
      await forgotten;
      await list.until(() => ['login', 'empty'].includes(list.focused ?? ''));
      if (next) expect(list.root.activeElement!.textContent).to.contain(next);
    }
    expect(list.focused).to.equal('empty');
    expect(list.states('empty')).to.deep.equal(['empty']);
  });

  it('moves the focus to the next account when another tab has removed this one first', async () => {
    const { list, opens, button } = await show();
    const client = kit.client();
    button('ada').focus();
    await sendKeys({ press: 'Enter' });
    await opens();
    // Another tab removes it meanwhile, and what that tells this one comes later.
    await client.forget('ada');
    client.close();
    const failed = nextEvent(list.element, 'neon-error');
    list.part('button').click();
    await failed;
    await list.until(() => list.parts('login').length === 1 && list.focused);
    expect(list.focused).to.equal('login');
    expect(list.root.activeElement!.textContent).to.contain('grace');
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
