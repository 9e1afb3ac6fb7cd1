import { expect, fixture, html } from '@open-wc/testing';
import { en } from '../../components/messages/en-all.js';
import { mirrored, pseudo } from '../support/elements/pseudo-language.js';
import { KitPage, onPage } from '../support/elements/kit-page.js';
import { Harness } from '../support/elements/harness.js';

// The gallery's check and pages in Node run this script too, so it is no module.
const script = new URL('../../../test/support/pages/text-audit.mjs', import.meta.url).href;

declare global {
  var auditTexts: () => string[];
}

describe('the audit of texts in a pseudo-language', () => {
  before(() => import(script));

  /** Its findings in a shadow tree. */
  async function found(content: string): Promise<string[]> {
    const host = await fixture<HTMLElement>(html`<div style="width: 10rem"></div>`);
    host.attachShadow({ mode: 'open' }).innerHTML = content;
    const faults = globalThis.auditTexts().map((fault) => fault.replace(/:.*/, ''));
    host.remove();
    return faults;
  }

  it('finds texts without brackets, names of controls included', async () => {
    for (const content of [
      '<p>Hello</p>',
      '<p>[Ĥéé] Hello</p>',
      '<p>[Ĥéé <b>ada</b></p><p>!]</p> you',
      '<button aria-label="Close"></button>',
      '<input placeholder="Your name" />',
      '<a title="[Ĥéé" href="/">1</a><i title="Close"></i>',
    ]) {
      expect(await found(content), content).to.deep.equal(['not translated']);
    }
  });

  it('finds texts that are cut off, or out of their box', async () => {
    const long = `[${'Ĥéé'.repeat(30)}]`;
    const hidden = 'overflow: hidden; white-space: nowrap';
    expect(await found(`<p style="${hidden}">${long}</p>`)).to.include('cut off');
    expect(await found(`<p style="${hidden}; height: 0.5rem">[Ĥéé]</p>`)).to.deep.equal([
      'cut off',
    ]);
    const narrow = 'display: block; width: 3rem; overflow: visible';
    expect(await found(`<p style="${narrow}"><b>${long}</b></p>`)).to.include('out of its box');
  });

  it('finds nothing in translated texts, digits and data', async () => {
    expect(
      await found(
        '<p>[Ĥéé <bdi>ada</bdi> Ĥéé] 12:30</p><code part="code">AB12</code><p hidden>Hello</p>' +
          '<input placeholder="XXXX-XXXX" aria-label="[Ĥéé]" />',
      ),
    ).to.deep.equal([]);
  });
});

describe('a pseudo-language', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
  });
  afterEach(() => kit.close());

  it('is longer than English by 30 to 50 %, with the same values', () => {
    const textsOf = (texts: object) =>
      Object.values(texts).filter((text): text is string => typeof text === 'string');
    const [said, meant] = [textsOf({ ...pseudo, lang: '' }).join(), textsOf(en).join()];
    expect(said.length / meant.length).to.be.within(1.3, 1.5);
    expect(said.match(/\{\w+\}/g)).to.deep.equal(meant.match(/\{\w+\}/g));
  });

  it('is spoken by the elements', async () => {
    const { provider } = await kit.show(html`<neon-otp login="ada"></neon-otp>`);
    provider.languages = [pseudo, mirrored];
    const otp = new Harness(onPage('neon-otp'));
    for (const { lang, getOtp } of [pseudo, mirrored]) {
      provider.lang = lang;
      await otp.until(() => otp.part('button').textContent.includes(getOtp!));
    }
  });
});
