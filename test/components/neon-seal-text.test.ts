import { expect, html } from '@open-wc/testing';
import { expectAccessible } from '../support/elements/axe.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage } from '../support/elements/kit-page.js';

/** What a person is shown of what `<neon-seal>` seals. */
describe('the text of <neon-seal>', () => {
  let kit: KitPage;
  beforeEach(async () => (kit = await KitPage.start({ seal: true })));
  afterEach(() => kit.close());

  async function show(data: string) {
    await kit.show(html`<neon-seal login="ada" .data=${data}></neon-seal>`);
    const seal = new Harness(onPage('neon-seal'));
    await seal.until(() => seal.text('hint'));
    return seal;
  }

  const marks = (seal: Harness) => seal.parts('unseen').map(({ textContent }) => textContent);

  for (const [what, characters] of [
    ['controls', '\0\x07\r\x7F\x85'],
    ['directions', '\u061C\u200E\u202A\u202E\u2067\u2069'],
    ['joiners and breaks', '\xAD\u034F\u180E\u200B\u200C\u200D\u2060\uFEFF'],
    ['separators of lines and paragraphs', '\u2028\u2029'],
    ['selectors of variants', '\u180B\uFE00\uFE0F\u{E0100}'],
    ['tags', '\u{E0001}\u{E0067}\u{E007F}'],
    ['fillers', '\u115F\u1160\u17B4\u3164\uFFA0\u{16FE4}'],
    ['blanks that are no spaces', '\u2800\uFFFC\u{13441}\u{1D159}'],
    ['spaces of no language, or too thin to be seen', '\u1680\u2001\u2003\u2008\u200A\u205F'],
    ['what is private, or nothing yet', '\uE000\uF8FF\uFFFE\u{F0000}\u{E0FFF}'],
    ['halves of characters', '\uD800\uDFFF'],
  ] as const) {
    it(`names by their numbers ${what}`, async () => {
      const each = [...characters];
      const seal = await show(each.map((one) => `x${one}`).join(''));
      expect(marks(seal)).to.deep.equal(
        each.map((one) => `U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`),
      );
      expect(seal.text('length')).to.equal(`${2 * each.length} characters`);
    });
  }

  it('takes emoji apart that an invisible character joins', async () => {
    const seal = await show('❤\uFE0F 👩\u200D🚀 👍🏽');
    expect(marks(seal)).to.deep.equal(['U+FE0F', 'U+200D']);
    expect(seal.text('data')).to.equal('❤U+FE0F 👩U+200D🚀 👍🏽');
  });

  it('groups invisible characters in a row, and counts repeated ones', async () => {
    const seal = await show('1\u200B\u200B\u200B\u202E\uDC00\u{E0067}\u{E0067}2\u2800');
    expect(marks(seal)).to.deep.equal(['U+200B ×3 U+202E U+DC00 U+E0067 ×2', 'U+2800']);
    await expectAccessible(seal.element);
  });

  it('leaves line feeds, tabs, and the spaces of languages, numbers and dates', async () => {
    const amount = new Intl.NumberFormat('fr', { style: 'currency', currency: 'EUR' });
    const time = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short' });
    const from = new Date(2026, 11, 1, 10);
    const to = new Date(2026, 11, 2, 10);
    const text = [
      `Pay  ${amount.format(1250)}\n\n\t`,
      time.formatRange(from, to),
      '東京\u3000都  e\u0301 שלום नमस्ते',
    ].join('\n');
    const seal = await show(text);
    expect(marks(seal)).to.deep.equal([]);
    expect(seal.part('data').textContent).to.contain(text);
  });
});
