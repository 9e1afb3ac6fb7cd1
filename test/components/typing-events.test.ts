import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, settled } from '../support/elements/kit-page.js';

describe('events of a person who types a code', () => {
  let kit: KitPage;
  before(async () => {
    kit = await KitPage.start();
    await kit.enrol('ada');
  });
  after(() => kit.close());

  for (const tag of ['neon-activate', 'neon-unlock', 'neon-reset-pin'] as const) {
    it(`do not leave <${tag}>, but for Escape, Tab and shortcuts`, async () => {
      const element = document.createElement(tag);
      element.setAttribute('login', 'ada');
      await fixture(
        html`<form id="around">
          <neon-provider service=${kit.service.url} alias=${kit.site.alias}
            >${element}</neon-provider
          >
        </form>`,
      );
      const provider = onPage('neon-provider');
      await settled(provider);
      const form = new Harness(onPage(tag));
      form.part('input').focus();
      const bubbled: string[] = [];
      const types = ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'submit'];
      const note = (event: Event) =>
        bubbled.push(`${event.type} ${event instanceof KeyboardEvent ? event.key : ''}`.trim());
      for (const type of types) provider.addEventListener(type, note);

      await sendKeys({ type: '12 ab' });
      await sendKeys({ press: 'Enter' });
      expect(bubbled).to.deep.equal([]);
      for (const key of ['Escape', 'Control+k', 'Tab']) await sendKeys({ press: key });
      expect(bubbled).to.include.members(['keydown Escape', 'keydown k', 'keydown Tab']);
    });
  }
});
