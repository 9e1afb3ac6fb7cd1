import { expect, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expectAccessible } from '../support/elements/axe.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';

const longLogin = 'ada.lovelace.countess.of.king-noel@analytical-engine.example';

describe('how the elements look', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    await kit.enrol(longLogin);
  });
  afterEach(async () => {
    document.querySelector('link[href*="/themes/"]')?.remove();
    await setViewport({ width: 1280, height: 800 });
    document.documentElement.removeAttribute('dir');
    document.documentElement.removeAttribute('lang');
    document.documentElement.removeAttribute('style');
    await kit.close();
  });

  async function show() {
    const shown = await kit.show(html`
      <neon-login-list></neon-login-list>
      <neon-activate></neon-activate>
      <neon-otp login=${longLogin}></neon-otp>
    `);
    const otp = new Harness(onPage('neon-otp'));
    const list = new Harness(onPage('neon-login-list'));
    await otp.until(() => otp.part('button').ariaDisabled === 'false');
    await list.until(() => list.parts('login').length);
    return { ...shown, otp, list };
  }

  /** Parts that stick out of the page, by element and name. */
  function outside(...trees: ShadowRoot[]): string[] {
    const width = document.documentElement.clientWidth;
    return trees.flatMap((tree) =>
      [...tree.querySelectorAll<HTMLElement>('[part]')]
        .filter((part) => part.checkVisibility())
        .filter((part) => {
          const { left, right } = part.getBoundingClientRect();
          return left < -1 || right > width + 1;
        })
        .map((part) => `${tree.host.localName} ${part.getAttribute('part')}`),
    );
  }

  function isCovered(tree: ShadowRoot, one: Element): boolean {
    one.scrollIntoView({ block: 'center' });
    const { x, y, width, height } = one.getBoundingClientRect();
    const hit = tree.elementFromPoint(x + width / 2, y + height / 2);
    return !hit || !one.contains(hit);
  }

  /** Fields and buttons that a pointer does not reach, since something lies over them. */
  function covered(...trees: ShadowRoot[]): string[] {
    return trees.flatMap((tree) =>
      [...tree.querySelectorAll('input, button')]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .filter((one) => isCovered(tree, one))
        .map((one) => `${tree.host.localName} ${one.getAttribute('part') ?? one.localName}`),
    );
  }

  for (const [what, narrow] of [
    ['360 px', () => setViewport({ width: 360, height: 740 })],
    [
      '320 px, from right to left',
      async () => {
        await setViewport({ width: 320, height: 740 });
        document.documentElement.dir = 'rtl';
      },
    ],
    [
      '360 px with text twice as large',
      async () => {
        await setViewport({ width: 360, height: 740 });
        document.documentElement.style.fontSize = '200%';
      },
    ],
    [
      '640 px with text twice as large',
      async () => {
        await setViewport({ width: 640, height: 740 });
        document.documentElement.style.fontSize = '200%';
      },
    ],
  ] as [string, () => Promise<void>][]) {
    it(`needs no horizontal scrolling at ${what}, dialogs included`, async () => {
      await narrow();
      const { prompt, otp, list } = await show();
      const form = new Harness(onPage('neon-activate'));
      otp.part('button').click();
      await prompt.asks();
      expect(outside(otp.root, list.root, form.root, prompt.root)).to.deep.equal([]);
      await prompt.enter('111213');
      await prompt.refuses();
      const refusal = prompt.part('message').getBoundingClientRect();
      const buttons = prompt.part('cancel-button').getBoundingClientRect();
      expect(refusal.bottom).to.be.at.most(buttons.top);
      await prompt.enter(pin);
      await otp.until(() => otp.states('ready').length);
      // Wide enough for words: not letter by letter.
      const account = list.part('login').querySelector('label > *:not(input)')!;
      const { width } = account.getBoundingClientRect();
      expect(width / parseFloat(getComputedStyle(account).fontSize)).to.be.greaterThan(5);
      list.part('manage-button').click();
      await list.until(() => list.parts('forget-button').length);
      list.part('forget-button').click();
      await list.until(() => list.part<HTMLDialogElement>('dialog').open);
      expect(outside(otp.root, list.root, form.root)).to.deep.equal([]);
      const { scrollWidth, clientWidth } = document.documentElement;
      expect(scrollWidth).to.equal(clientWidth);
      await sendKeys({ press: 'Escape' });
    });
  }

  it('lets the pointer reach every field and every button', async () => {
    const { prompt, otp, list } = await show();
    const form = new Harness(onPage('neon-activate'));
    expect(covered(otp.root, list.root, form.root)).to.deep.equal([]);
    otp.part('button').click();
    await prompt.asks();
    expect(covered(prompt.root)).to.deep.equal([]);
    await prompt.enter(pin);
    await otp.until(() => otp.states('ready').length);
    expect(covered(otp.root, list.root, form.root)).to.deep.equal([]);
    list.part('manage-button').click();
    await list.until(() => list.parts('forget-button').length);
    list.part('forget-button').click();
    await list.until(() => list.part<HTMLDialogElement>('dialog').open);
    const [cancel] = list.parts('cancel-button');
    expect(isCovered(list.root, cancel!)).to.equal(false);
    await sendKeys({ press: 'Escape' });
  });

  it('does not move what is below while it works, and when a status takes the place of a hint', async () => {
    await setViewport({ width: 320, height: 740 });
    const { prompt, otp } = await show();
    const height = () => otp.element.getBoundingClientRect().height;
    const before = height();
    otp.part('button').click();
    await prompt.asks();
    expect(height()).to.equal(before);
    await prompt.enter(pin);
    await otp.until(() => otp.states('ready').length);
    expect(height()).to.equal(before);
  });

  it('breaks no word in two on the buttons of the dialog for names', async () => {
    await setViewport({ width: 360, height: 740 });
    document.documentElement.lang = 'de';
    await kit.show(html`<neon-devices login=${longLogin}></neon-devices>`);
    const devices = new Harness(onPage('neon-devices'));
    await devices.until(() => devices.parts('rename-button').length);
    devices.part('rename-button').click();
    await devices.until(() => devices.text('button') === 'Umbenennen');
    const heights = ['cancel-button', 'button'].map(
      (name) => devices.part(name).getBoundingClientRect().height,
    );
    expect(heights).to.deep.equal([48, 48]);
    await sendKeys({ press: 'Escape' });
  });

  it('keeps the size of a button, and the lines of its words, while a ring turns in it', async () => {
    const { prompt, otp } = await show();
    const button = otp.part('button');
    const words = document.createRange();
    words.selectNodeContents(button);
    // As narrow as the words allow in one line.
    const padding = 2 * (parseFloat(getComputedStyle(button).paddingInlineStart) + 1);
    otp.element.style.width = `${Math.ceil(words.getBoundingClientRect().width + padding)}px`;
    const size = () => {
      const { width, height } = button.getBoundingClientRect();
      return [width, height];
    };
    const idle = size();
    expect(idle[1]).to.equal(48);
    button.click();
    await prompt.asks();
    expect(button.ariaBusy).to.equal('true');
    expect(getComputedStyle(button, '::before').width).to.equal('16px');
    expect(size()).to.deep.equal(idle);
    prompt.part('cancel-button').click();
  });

  for (const direction of ['ltr', 'rtl']) {
    it(`begins the words of plain buttons where lines begin, ${direction}`, async () => {
      document.documentElement.dir = direction;
      const { list } = await show();
      const side = direction === 'ltr' ? 'left' : 'right';
      const words = document.createRange();
      words.selectNodeContents(list.part('manage-button'));
      const line = list.root.querySelector('legend')!.getBoundingClientRect();
      expect(words.getBoundingClientRect()[side]).to.be.closeTo(line[side], 2);
    });
  }

  it('reads codes from left to right in a page that runs from right to left', async () => {
    document.documentElement.dir = 'rtl';
    const { otp } = await show();
    const form = new Harness(onPage('neon-activate'));
    expect(getComputedStyle(form.part('input')).direction).to.equal('ltr');
    const code = getComputedStyle(otp.part('code'));
    expect([code.direction, code.textAlign]).to.deep.equal(['ltr', 'right']);
    expect(getComputedStyle(otp.part('button')).direction).to.equal('rtl');
  });

  it('takes colours, measures and fonts from the page', async () => {
    const { otp, prompt } = await show();
    const theme = {
      '--neon-color-accent': 'rgb(1, 2, 3)',
      '--neon-color-muted': 'rgb(4, 5, 6)',
      '--neon-color-border': 'rgb(7, 8, 9)',
      '--neon-color-divider': 'rgb(10, 11, 12)',
      '--neon-color-error': 'rgb(13, 14, 15)',
      '--neon-radius': '3px',
      '--neon-border-width': '2px',
      '--neon-density': '0.5',
      '--neon-font': 'serif',
      '--neon-font-code': 'cursive',
    };
    for (const [name, value] of Object.entries(theme)) {
      document.documentElement.style.setProperty(name, value);
    }
    const button = getComputedStyle(otp.part('button'));
    expect(button.backgroundColor).to.equal('rgb(1, 2, 3)');
    expect(button.borderRadius).to.equal('3px');
    expect(button.minHeight).to.equal('24px');
    expect(button.fontFamily).to.equal('serif');
    expect(getComputedStyle(otp.part('hint')).color).to.equal('rgb(4, 5, 6)');
    expect(getComputedStyle(otp.part('message')).color).to.equal('rgb(13, 14, 15)');
    const field = getComputedStyle(new Harness(onPage('neon-activate')).part('input'));
    expect(field.borderTopColor).to.equal('rgb(7, 8, 9)');
    expect(field.borderTopWidth).to.equal('2px');
    expect(field.fontFamily).to.equal('cursive');
    expect(getComputedStyle(prompt.part('dialog')).borderTopColor).to.equal('rgb(10, 11, 12)');
  });

  for (const theme of ['ledger', 'pebble']) {
    for (const scheme of ['light', 'dark']) {
      it(`passes axe with the theme ${theme}, ${scheme}`, async () => {
        const link = Object.assign(document.createElement('link'), {
          rel: 'stylesheet',
          href: `/docs/integrate/themes/${theme}.css`,
        });
        const loaded = new Promise((resolve) => link.addEventListener('load', resolve));
        document.head.append(link);
        await loaded;
        document.documentElement.style.cssText = `color-scheme:${scheme};background:Canvas`;
        const { provider, otp, prompt } = await show();
        expect(getComputedStyle(otp.part('button')).borderRadius).not.to.equal('10px');
        await expectAccessible(provider);
        otp.part('button').click();
        await prompt.answer('111213');
        await prompt.refuses();
        await expectAccessible(prompt.element);
        prompt.part('cancel-button').click();
      });
    }
  }
});
