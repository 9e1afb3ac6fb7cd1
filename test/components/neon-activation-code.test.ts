import { expect, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { generate } from 'lean-qr/nano';
import { expectAccessible } from '../support/elements/axe.js';
import { pasted } from '../support/pages/clipboard.js';
import { Harness } from '../support/elements/harness.js';
import { replaced } from '../support/pages/replaced-member.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';

const states = ['pending', 'ready', 'failed'];

describe('<neon-activation-code>', () => {
  let kit: KitPage;
  async function start(settings: object = {}): Promise<void> {
    kit = await KitPage.start(settings);
    await kit.enrol('ada');
  }
  afterEach(() => kit.close());

  async function show(content = html`<neon-activation-code login="ada"></neon-activation-code>`) {
    const shown = await kit.show(content);
    const made = new Harness(onPage('neon-activation-code'));
    await made.until(() => made.part('button').ariaDisabled === 'false');
    const ready = async () => {
      made.part('button').click();
      await shown.prompt.answer(pin);
      await made.until(() => made.states('ready').length && made.parts('code').length);
      return made.text('code').replace(/\s/g, '');
    };
    return { ...shown, made, ready };
  }

  /** Modules of the picture, row by row, as they are drawn. */
  function drawn(made: Harness): string {
    const path = made.part('qr').querySelector('path')!.getAttribute('d')!;
    return [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x},${y}`).join(' ');
  }

  function expected(text: string): string {
    const code = generate(text);
    const dark: string[] = [];
    for (let y = 0; y < code.size; y++) {
      for (let x = 0; x < code.size; x++) if (code.get(x, y)) dark.push(`${x + 4},${y + 4}`);
    }
    return dark.join(' ');
  }

  it('makes no code when the person has the maximum number of devices', async () => {
    await start({ maxTools: 1 });
    const { made, prompt } = await show();
    const failed = nextEvent(made.element, 'neon-error');
    made.part('button').click();
    await prompt.answer(pin);
    const { error, operation } = await failed;
    expect([error.code, operation]).to.deep.equal(['MAX_NB_TOOLS', 'getActivationCode']);
    await made.until(() => made.text('message'));
    expect(made.text('message')).to.equal('You have too many devices. Remove one first.');
    expect(made.parts('code')).to.deep.equal([]);
    expect(made.states(...states)).to.deep.equal(['failed']);
    await expectAccessible(made.element);
  });

  it('returns to its first state, without an error, when the prompt is closed', async () => {
    await start();
    const { made, prompt } = await show();
    made.part('button').click();
    await prompt.asks();
    await sendKeys({ press: 'Escape' });
    await made.until(() => made.part('button').ariaDisabled === 'false');
    expect(made.states(...states)).to.deep.equal([]);
    expect(made.text('message')).to.equal('');
  });

  it('keeps the picture inside its box on a telephone with text twice as large', async () => {
    await setViewport({ width: 360, height: 740 });
    document.documentElement.style.fontSize = '200%';
    try {
      await start();
      const { made, ready } = await show(
        html`<div style="padding: 1rem">
          <neon-activation-code login="ada"></neon-activation-code>
        </div>`,
      );
      await ready();
      const box = made.part('qr').closest('.box')!.getBoundingClientRect();
      const picture = made.part('qr').getBoundingClientRect();
      expect(picture.left).to.be.at.least(box.left + 8);
      expect(picture.right).to.be.at.most(box.right - 8);
      expect(picture.width).to.be.closeTo(picture.height, 1);
    } finally {
      document.documentElement.removeAttribute('style');
      await setViewport({ width: 1280, height: 800 });
    }
  });

  it('shows a code that sets up another browser, and does not put it into events', async () => {
    await start();
    const { made, prompt } = await show();
    const event = nextEvent(made.element, 'neon-activation-code-created');
    made.part('button').focus();
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);
    const created = await event;
    await made.until(() => made.parts('code').length);
    const code = made.text('code').replace(/\s/g, '');

    expect(code).to.match(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    expect(created.login).to.equal('ada');
    expect(JSON.stringify({ ...created })).not.to.contain(code);
    const letters = code.replaceAll('-', '');
    expect(made.attributeValues.filter((text) => text.includes(letters))).to.deep.equal([]);
    expect(made.part('code').nextElementSibling!.textContent).to.equal(
      [...code.replaceAll('-', ', ')].join(' '),
    );
    expect(made.text('status')).to.contain('Enter this code on your other device');
    expect(made.focused).to.equal('button');
    await expectAccessible(made.element);
    expect(await kit.useElsewhere(code)).to.equal('ada');
    expect(await kit.tids('ada')).to.have.length(2);
  });

  it('is gone when it was used, and says once which browser was added', async () => {
    await start();
    const { made, ready } = await show();
    const code = await ready();
    made.part('copy-button').focus();
    expect(await kit.useElsewhere(code)).to.equal('ada');
    await made.until(() => made.text('status').startsWith('Added'));
    expect(made.text('status')).to.match(/^Added: (Chrome|Firefox|Safari) on \w+$/);
    expect(made.parts('code')).to.deep.equal([]);
    expect(made.states(...states)).to.deep.equal([]);
    await made.until(() => made.focused === 'button');
    await expectAccessible(made.element);
    // The next code is not taken for a used one.
    await ready();
    expect(made.text('status')).to.contain('Enter this code');
  });

  it('stays when another browser is renamed or removed, and is not followed while the page is hidden', async () => {
    await start();
    await kit.useElsewhere(await kit.code('ada'));
    const { made, ready, provider } = await show();
    const asked = async () =>
      (await kit.service.requests()).filter((path) => path.endsWith('/status')).length;
    const look = () => document.dispatchEvent(new Event('visibilitychange'));
    const code = await ready();
    (document.activeElement as HTMLElement | null)?.blur();
    const client = provider.client!;
    const mark = async () => (await client.accounts())[0]!.deviceListMark;
    const before = await mark();
    const counted = await replaced(document, 'hidden', true, async () => {
      look();
      const count = await asked();
      const other = (await client.devices('ada')).find(({ isThis }) => !isThis)!;
      await client.revokeDevice('ada', other.tid, { pin });
      return count;
    });
    const changed = new Promise<void>((resolve) => {
      const end = client.subscribe(() => {
        void mark().then((now) => {
          if (now === before) return;
          end();
          resolve();
        });
      });
    });
    look();
    await changed;
    expect(await asked()).to.equal(counted + 1);
    expect(made.text('code').replace(/\s/g, '')).to.equal(code);
    await kit.useElsewhere(code);
    look();
    await made.until(() => made.text('status').startsWith('Added'));
    await made.element.updateComplete;
    // The focus was not here.
    expect(made.focused).to.equal(null);
  });

  it('counts down to the time in the event', async () => {
    await start();
    const { made, ready } = await show();
    const event = nextEvent(made.element, 'neon-activation-code-created');
    await ready();
    const { expiresAt } = await event;
    expect(made.element.expiresAt).to.equal(expiresAt);
    const left = Math.ceil((expiresAt - Date.now()) / 1000);
    const [, minutes, seconds] = /^Valid for (\d+):(\d\d)$/.exec(made.text('timer'))!;
    expect(Number(minutes) * 60 + Number(seconds)).to.be.within(left, left + 2);
    expect(made.part('timer').role).to.equal('timer');
  });

  it('draws the code to be scanned, dark on light', async () => {
    await start();
    const { made, ready } = await show();
    const code = await ready();
    expect(drawn(made)).to.equal(expected(code));
    expect(made.part('qr').role).to.equal('img');
    expect(getComputedStyle(made.part('qr')).backgroundColor).to.equal('rgb(255, 255, 255)');
    const { fill } = getComputedStyle(made.part('qr').querySelector('path')!);
    expect(fill).to.equal('rgb(0, 0, 0)');
  });

  it('draws a link with the code in its fragment when the page names one', async () => {
    await start();
    const { made, ready } = await show(
      html`<neon-activation-code login="ada" activation-url="/login?x=1"></neon-activation-code>`,
    );
    const code = await ready();
    expect(drawn(made)).to.equal(expected(`${location.origin}/login?x=1#neon-code=${code}`));
  });

  it('copies the code', async () => {
    await start();
    const { made, ready } = await show();
    const code = await ready();
    made.part('copy-button').focus();
    await sendKeys({ press: 'Enter' });
    await made.until(() => made.text('copy-button') === 'Copied');
    expect(await pasted()).to.equal(code);
  });

  it('says so where the clipboard is not allowed, and selects the code', async () => {
    await start();
    const { made, ready } = await show();
    await ready();
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    made.part('copy-button').click();
    await made.until(() => made.text('status').startsWith('This browser does not let'));
    Reflect.deleteProperty(navigator.clipboard, 'writeText');
    expect(made.text('copy-button')).not.to.equal('Copied');
    expect(String(getSelection())).not.to.equal('');
  });

  it('forgets the code when the login changes, and when the element is removed', async () => {
    await start();
    const { made, ready } = await show();
    await ready();
    made.element.login = 'grace';
    await made.until(() => !made.parts('code').length);
    expect(made.states(...states)).to.deep.equal([]);
  });
});
