import { expect, html } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';

/** System colours of a person's browser for each of these. */
function systemColours<K extends string>(...names: K[]): Record<K, string> {
  const probe = document.createElement('p');
  document.body.append(probe);
  const colours = names.map((name) => {
    probe.style.color = name;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(colours) as Record<K, string>;
}

for (const colorScheme of ['light', 'dark'] as const) {
  describe(`elements in forced colours, ${colorScheme}`, () => {
    let kit: KitPage;
    before(async () => {
      await emulateMedia({ forcedColors: 'active', colorScheme });
      kit = await KitPage.start();
      await kit.enrol('ada');
    });
    after(async () => {
      await emulateMedia({ forcedColors: 'none', colorScheme: 'no-preference' });
      await kit.close();
    });

    it('keep a QR code dark on light, with its quiet zone', async () => {
      const { prompt } = await kit.show(
        html`<neon-activation-code login="ada"></neon-activation-code>`,
      );
      const code = new Harness(onPage('neon-activation-code'));
      await code.until(() => code.part('button').ariaDisabled === 'false');
      code.part('button').click();
      await prompt.answer(pin);
      await code.until(() => code.states('ready').length);
      expect(getComputedStyle(code.part('qr')).backgroundColor).to.equal('rgb(255, 255, 255)');
      expect(getComputedStyle(code.part('copy-button')).marginInlineStart).to.equal('0px');
      const modules = code.part('qr').querySelector('path')!;
      expect(getComputedStyle(modules).fill).to.equal('rgb(0, 0, 0)');
    });

    it('keep the button below a list off its edge', async () => {
      await kit.show(html`<neon-login-list></neon-login-list>`);
      const list = new Harness(onPage('neon-login-list'));
      await list.until(() => list.parts('manage-button').length);
      const { bottom } = list.root.querySelector('.box')!.getBoundingClientRect();
      const { top } = list.part('manage-button').getBoundingClientRect();
      expect(top - bottom).to.be.at.least(4);
    });

    it('tell buttons and what cannot be used apart, and show the focus', async () => {
      const { prompt } = await kit.show(html`
        <neon-otp login="ada"></neon-otp>
        <neon-activate></neon-activate>
        <neon-change-pin></neon-change-pin>
      `);
      const colours = systemColours('Highlight', 'HighlightText', 'ButtonText', 'GrayText');
      const otp = new Harness(onPage('neon-otp'));
      await otp.until(() => otp.part('button').ariaDisabled === 'false');
      const idle = getComputedStyle(new Harness(onPage('neon-change-pin')).part('button'));
      expect(idle.color).to.equal(colours.GrayText);
      expect(idle.borderTopColor).to.equal(colours.GrayText);

      otp.part('button').click();
      await prompt.asks();
      const primary = getComputedStyle(prompt.part('button'));
      expect(primary.backgroundColor).to.equal(colours.Highlight);
      expect(primary.color).to.equal(colours.HighlightText);
      const secondary = getComputedStyle(prompt.part('cancel-button'));
      expect(secondary.backgroundColor).not.to.equal(colours.Highlight);
      expect(secondary.color).to.equal(colours.ButtonText);
      expect(getComputedStyle(prompt.part('dialog')).borderTopStyle).to.equal('solid');

      prompt.part('cancel-button').focus();
      expect(secondary.outlineStyle).to.equal('solid');
      expect(secondary.outlineColor).to.equal(colours.Highlight);
      prompt.part('cancel-button').click();
    });
  });
}

describe('an element that works', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    await kit.enrol('ada');
  });
  afterEach(async () => {
    await emulateMedia({ reducedMotion: 'no-preference' });
    await kit.close();
  });

  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    it(`${reducedMotion === 'reduce' ? 'moves nothing' : 'moves'} with ${reducedMotion}`, async () => {
      await emulateMedia({ reducedMotion });
      const { prompt } = await kit.show(html`<neon-otp login="ada"></neon-otp>`);
      const otp = new Harness(onPage('neon-otp'));
      await otp.until(() => otp.part('button').ariaDisabled === 'false');
      await kit.service.plan('/btt/v1/op', 'hold');
      otp.part('button').click();
      await prompt.answer(pin);
      await kit.service.held();
      const moving = [otp, prompt].flatMap(({ root }) => root.getAnimations());
      await kit.service.release();
      await otp.until(() => otp.states('ready').length);
      expect(moving.length > 0).to.equal(reducedMotion !== 'reduce');
    });
  }
});
