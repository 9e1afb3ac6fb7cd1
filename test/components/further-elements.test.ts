import { expect, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { en as everywhere } from '../../components/messages/en.js';
import { en } from '../../components/messages/en-all.js';
import type { Messages } from '../../components/messages/messages.js';
import { valueBioKey } from '../../src/index.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';

const login = 'ada.lovelace.countess.of.king-noel@analytical-engine.example';
const tags = [
  'neon-activation-code',
  'neon-devices',
  'neon-change-pin',
  'neon-reset-pin',
  'neon-unlock',
  'neon-bio-key',
  'neon-seal',
  'neon-access-token',
  'neon-sign-in',
  'neon-push-otp',
  'neon-push-inbox',
] as const;

describe('the elements beyond signing in', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start({ bio: 'allowed', seal: true, push: true });
    await kit.enrol(login);
  });
  afterEach(async () => {
    await setViewport({ width: 1280, height: 800 });
    document.documentElement.removeAttribute('dir');
    document.documentElement.removeAttribute('style');
    await kit.close();
  });

  async function show() {
    const data = `${'a-long-word-'.repeat(40)}\n${'line\n'.repeat(60)}`;
    const shown = await kit.show(html`
      <neon-activation-code login=${login}></neon-activation-code>
      <neon-devices login=${login}></neon-devices>
      <neon-change-pin login=${login}></neon-change-pin>
      <neon-reset-pin login=${login}></neon-reset-pin>
      <neon-unlock login=${login}></neon-unlock>
      <neon-bio-key login=${login}></neon-bio-key>
      <neon-seal login=${login} .data=${data}></neon-seal>
      <neon-access-token login=${login}></neon-access-token>
      <neon-sign-in login=${login} other-device></neon-sign-in>
      <neon-push-otp login=${login}></neon-push-otp>
      <neon-push-inbox></neon-push-inbox>
    `);
    shown.provider.bioKey = valueBioKey(async () => 'a value of a vault');
    const devices = new Harness(onPage('neon-devices'));
    await devices.until(() => devices.parts('device').length);
    return { ...shown, devices, all: tags.map((tag) => new Harness<HTMLElement>(onPage(tag))) };
  }

  async function showCode(prompt: Awaited<ReturnType<typeof show>>['prompt']): Promise<void> {
    const code = new Harness(onPage('neon-activation-code'));
    await code.until(() => code.part('button').ariaDisabled === 'false');
    code.part('button').click();
    await prompt.answer(pin);
    await code.until(() => code.parts('qr').length);
  }

  /** Parts that stick out of the page. */
  function outside(all: readonly Harness[]): string[] {
    const width = document.documentElement.clientWidth;
    return all.flatMap(({ element, root }) =>
      [...root.querySelectorAll<HTMLElement>('[part]')]
        .filter((part) => part.checkVisibility())
        .filter((part) => {
          const { left, right } = part.getBoundingClientRect();
          return left < -1 || right > width + 1;
        })
        .map((part) => `${element.localName} ${part.getAttribute('part')}`),
    );
  }

  for (const [what, width, dir, size] of [
    ['320 px', 320, 'ltr', '100%'],
    ['320 px, from right to left', 320, 'rtl', '100%'],
    ['360 px with text twice as large', 360, 'ltr', '200%'],
  ] as const) {
    it(`need no horizontal scrolling at ${what}`, async () => {
      await setViewport({ width, height: 740 });
      document.documentElement.dir = dir;
      document.documentElement.style.fontSize = size;
      const { prompt, devices, all } = await show();
      await showCode(prompt);
      devices.part('revoke-button').click();
      await devices.until(() => devices.part<HTMLDialogElement>('dialog').open);
      expect(outside(all)).to.deep.equal([]);
      const { scrollWidth, clientWidth } = document.documentElement;
      expect(scrollWidth).to.equal(clientWidth);
      await sendKeys({ press: 'Escape' });
    });
  }

  it('let the pointer reach every field and every button', async () => {
    const { prompt, all } = await show();
    await showCode(prompt);
    const covered = all.flatMap(({ element, root }) =>
      [...root.querySelectorAll('input, button')]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .filter((one) => {
          one.scrollIntoView({ block: 'center' });
          const { x, y, width, height } = one.getBoundingClientRect();
          return !one.contains(root.elementFromPoint(x + width / 2, y + height / 2));
        })
        .map((one) => `${element.localName} ${one.getAttribute('part')}`),
    );
    expect(covered).to.deep.equal([]);
  });

  it('have no style attribute and no style sheet in a tree', async () => {
    const { prompt, all } = await show();
    await showCode(prompt);
    for (const { root } of all) {
      expect(root.querySelectorAll('[style], style, link')).to.have.length(0);
    }
  });

  it('leave no sentence about a field to the browser, which has another language', async () => {
    const { prompt, all } = await show();
    const forms = [prompt, ...all].flatMap(({ root }) => [...root.querySelectorAll('form')]);
    expect(forms.length).to.be.greaterThan(3);
    expect(forms.filter((form) => !form.noValidate)).to.deep.equal([]);
  });

  it('use the language of the page, and English for texts that it leaves out', async () => {
    const { provider, all } = await show();
    const xx: Messages = {
      ...everywhere,
      lang: 'xx',
      changePin: { ...en.changePin, change: { ...en.changePin.change, digits: 'XX change' } },
      unlock: { ...en.unlock, submit: 'XX unlock' },
    };
    provider.languages = [xx];
    provider.lang = 'xx';
    const text = (tag: (typeof tags)[number]) => all[tags.indexOf(tag)]!.text('button');
    const change = all[tags.indexOf('neon-change-pin')]!;
    await change.until(() => change.text('button') === 'XX change');
    expect(text('neon-unlock')).to.equal('XX unlock');
    expect(text('neon-seal')).to.equal('Seal');
  });
});
