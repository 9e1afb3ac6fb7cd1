import { expect, html } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';

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
