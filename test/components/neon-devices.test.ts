import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { expectAccessible } from '../support/elements/axe.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';

const states = ['loading', 'ready', 'failed'];

describe('<neon-devices>', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    await kit.enrol('ada');
  });
  afterEach(() => kit.close());

  async function show() {
    const shown = await kit.show(html`<neon-devices login="ada"></neon-devices>`);
    const devices = new Harness(onPage('neon-devices'));
    const dialog = devices.part<HTMLDialogElement>('dialog');
    const count = (wanted: number) =>
      devices.until(() => devices.parts('device').length === wanted);
    const ask = async (index: number) => {
      devices.parts('revoke-button')[index]!.focus();
      await sendKeys({ press: 'Enter' });
      await devices.until(() => dialog.open);
    };
    const confirm = async () => {
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Enter' });
    };
    return { ...shown, devices, dialog, count, ask, confirm };
  }

  const elsewhere = async () => kit.useElsewhere(await kit.code('ada'));

  it('says that the service cannot be reached, and asks again on request', async () => {
    await kit.service.plan('/btt/v1/op', 'lose-request', 99);
    await kit.service.plan('/btt/v1/sync', 'lose-request', 99);
    const { devices, count } = await show();
    await devices.until(() => devices.text('message'));
    expect(devices.states(...states)).to.deep.equal(['failed']);
    expect(devices.part('message').role).to.equal('alert');
    await expectAccessible(devices.element);

    await kit.service.clear();
    devices.part('retry-button').click();
    await count(1);
    expect(devices.text('message')).to.equal('');
    expect(devices.states(...states)).to.deep.equal(['ready']);
  });

  it('says that the login is not set up here', async () => {
    const { devices } = await show();
    const failed = nextEvent(devices.element, 'neon-error');
    devices.element.login = 'grace';
    const { error, operation } = await failed;
    expect([error.code, operation]).to.deep.equal(['USER_ENTRY_DOES_NOT_EXIST', 'devices']);
    await devices.until(() => devices.text('message'));
    expect(devices.parts('device')).to.deep.equal([]);
    expect(devices.part('empty').checkVisibility(), 'a box with nothing in it').to.equal(false);
  });

  it('says that there is no other device', async () => {
    const { devices, count } = await show();
    await count(1);
    expect(devices.text('hint')).to.equal('There is no other device.');
    await expectAccessible(devices.element);
  });

  it('lists all browsers, this one marked, with the last use of each', async () => {
    await elsewhere();
    const { devices, count } = await show();
    await count(2);
    const [first, second] = devices.parts('device').map((one) => one.textContent);
    expect(first).to.contain('Test browser').and.to.contain('This browser');
    expect(first).to.match(/Last used \d+ (second|minute)s? ago/);
    expect(first).to.match(/Added \w+ \d+, 20\d\d/);
    expect(second)
      .to.match(/(Chrome|Firefox|Safari) on \w+/)
      .and.not.to.contain('This browser');
    expect(devices.parts('this')).to.have.length(1);
    await expectAccessible(devices.element);
  });

  it('shows which browser is blocked', async () => {
    await elsewhere();
    const [, other] = await kit.tids('ada');
    await kit.service.admin.post(`/tokens/${other}/block`);
    const { devices, count } = await show();
    await count(2);
    expect(devices.text('state')).to.equal('Blocked');
  });

  for (const how of ['Escape', 'its button']) {
    it(`removes nothing when the question is closed by ${how}`, async () => {
      await elsewhere();
      const { devices, dialog, count, ask } = await show();
      await count(2);
      await ask(1);
      expect(devices.text('title')).to.match(/^Remove (Chrome|Firefox|Safari) on \w+\?$/);
      expect(devices.focused).to.equal('cancel-button');
      await expectAccessible(devices.element);
      await sendKeys({ press: how === 'Escape' ? 'Escape' : 'Enter' });
      await devices.until(() => !dialog.open);
      expect(devices.root.activeElement === devices.parts('revoke-button')[1]).to.equal(true);
      expect(await kit.tids('ada')).to.have.length(2);
    });
  }

  it('removes a lost browser after a question and the PIN, and says so', async () => {
    await elsewhere();
    const { devices, prompt, count, ask, confirm } = await show();
    await count(2);
    const [, other] = await kit.tids('ada');
    const event = nextEvent(devices.element, 'neon-device-revoked');
    await ask(1);
    await confirm();
    await prompt.answer(pin);

    expect({ ...(await event) }).to.include({ login: 'ada', tid: other, isThis: false });
    await count(1);
    await devices.until(() => devices.text('status') && devices.focused);
    expect(devices.text('status')).to.match(/^(Chrome|Firefox|Safari) on \w+ is removed\.$/);
    expect(devices.focused).to.equal('device');
    expect(devices.root.activeElement!.textContent).to.contain('This browser');
    const { token } = await kit.service.dump();
    expect(token!.find(({ tid }) => tid === other)!['status']).to.equal('REVOKED');
  });

  it('keeps the browser when the PIN is wrong until this browser is blocked', async () => {
    await elsewhere();
    const { devices, prompt, count, ask, confirm } = await show();
    await count(2);
    await ask(1);
    await confirm();
    await prompt.answer('111213');
    for (let left = 4; left > 0; left--) {
      await prompt.refuses();
      await prompt.enter('111213');
    }
    await devices.until(() => devices.text('message'));
    expect(devices.text('message')).to.contain('blocked after too many wrong tries');
    expect(devices.parts('device')).to.have.length(2);
  });

  it('offers only what can be done to a browser', async () => {
    await elsewhere();
    const [, other] = await kit.tids('ada');
    const { devices, count } = await show();
    await count(2);
    const offered = () =>
      [...devices.root.querySelectorAll('li')].map((row) =>
        [...row.querySelectorAll('button')].map((button) => button.getAttribute('part')),
      );
    const own = ['rename-button', 'revoke-button'];
    expect(offered()).to.deep.equal([own, ['rename-button', 'lock-button', 'revoke-button']]);
    const names = devices.parts('lock-button').map(({ ariaLabel }) => ariaLabel);
    expect(names[0]).to.match(/^Lock (Chrome|Firefox|Safari) on \w+$/);
    await kit.service.admin.post(`/tokens/${other}/block`);
    await devices.element.refresh();
    expect(offered()).to.deep.equal([own, own]);
  });

  it('locks another browser after a question and the PIN, and unlocks it with the PIN', async () => {
    await elsewhere();
    const [, other] = await kit.tids('ada');
    const status = async () =>
      (await kit.service.dump())['token']!.find(({ tid }) => tid === other)!['status'];
    const { devices, dialog, prompt, count, confirm } = await show();
    await count(2);

    const locked = nextEvent(devices.element, 'neon-device-changed');
    devices.part('lock-button').focus();
    await sendKeys({ press: 'Enter' });
    await devices.until(() => dialog.open);
    expect(devices.text('title')).to.match(/^Lock .+\?$/);
    expect(devices.focused).to.equal('cancel-button');
    await expectAccessible(devices.element);
    await confirm();
    await prompt.answer(pin);
    expect({ ...(await locked) }).to.include({ tid: other, isThis: false, state: 'locked' });
    await devices.until(() => devices.text('status') && devices.focused);
    expect(devices.text('status')).to.match(/ is locked\.$/);
    expect([devices.text('state'), devices.focused]).to.deep.equal(['Locked', 'unlock-button']);
    expect(await status()).to.equal('LOCKED');
    await expectAccessible(devices.element);

    const unlocked = nextEvent(devices.element, 'neon-device-changed');
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);
    expect((await unlocked).state).to.equal('active');
    await devices.until(() => devices.text('status').includes('can be used again'));
    await devices.until(() => devices.focused);
    expect(devices.focused).to.equal('lock-button');
    expect(await status()).to.equal('ACTIVE');
  });

  it('renames this browser after the PIN, and nothing without a name', async () => {
    const { devices, dialog, prompt, count } = await show();
    await count(1);
    const changed = nextEvent(devices.element, 'neon-device-changed');
    devices.part('rename-button').focus();
    await sendKeys({ press: 'Enter' });
    await devices.until(() => dialog.open);
    const field = devices.part<HTMLInputElement>('input');
    expect([devices.focused, field.value]).to.deep.equal(['input', 'Test browser']);
    await expectAccessible(devices.element);
    await sendKeys({ press: 'Delete' });
    await sendKeys({ press: 'Enter' });
    await devices.until(() => field.ariaInvalid === 'true');
    expect([dialog.open, devices.focused]).to.deep.equal([true, 'input']);
    await expectAccessible(devices.element);
    await sendKeys({ type: ' Kitchen laptop ' });
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);
    expect({ ...(await changed) }).to.include({ tokenName: 'Kitchen laptop', isThis: true });
    await devices.until(() => devices.text('status') && devices.focused);
    expect(devices.text('status')).to.equal('The new name is Kitchen laptop.');
    expect(devices.focused).to.equal('rename-button');
    expect(devices.text('device')).to.contain('Kitchen laptop');
  });

  it('follows what other browsers and other tabs do, and says that this one was locked', async () => {
    const { devices, count } = await show();
    await count(1);
    const look = () => document.dispatchEvent(new Event('visibilitychange'));
    await elsewhere();
    look();
    await count(2);
    const tab = kit.client();
    const [, other] = await kit.tids('ada');
    await tab.renameDevice('ada', other!, 'Phone', { pin });
    look();
    await devices.until(() => devices.text('list').includes('Phone'));
    await tab.lockDevice('ada', other!, { pin });
    look();
    await devices.until(() => devices.parts('unlock-button').length);
    devices.part('unlock-button').focus();
    await tab.revokeDevice('ada', other!, { pin });
    tab.close();
    look();
    await count(1);
    await devices.until(() => devices.focused === 'label');
    expect(devices.text('message')).to.equal('');
    const [own] = await kit.tids('ada');
    await kit.service.admin.post(`/tokens/${own}/block`);
    look();
    await devices.until(() => devices.text('message'));
    expect(devices.text('message')).to.contain('This browser is blocked.');
  });

  it('removes this browser too, and first says what that means', async () => {
    const { devices, count, ask, confirm } = await show();
    await count(1);
    const event = nextEvent(devices.element, 'neon-device-revoked');
    await ask(0);
    expect(devices.part('dialog').textContent).to.contain('you need a new activation code');
    await confirm();
    expect((await event).isThis).to.equal(true);
    await count(0);
    await devices.until(() => devices.focused === 'label');
    expect(devices.part('empty').hidden).to.equal(true);
  });
});
