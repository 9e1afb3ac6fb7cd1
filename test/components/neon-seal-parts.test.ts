import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { toBase64Url, utf8 } from '../../src/crypto/bytes.js';
import { sha256 } from '../../src/crypto/hashes.js';
import { expectAccessible } from '../support/elements/axe.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';

/** Long texts in `<neon-seal>`: drawn in parts, sealed as a whole. */
describe('the parts of <neon-seal>', () => {
  let kit: KitPage;
  beforeEach(async () => (kit = await KitPage.start({ seal: true })));
  afterEach(() => kit.close());

  async function show(data: string) {
    const { prompt } = await kit.show(html`<neon-seal login="ada" .data=${data}></neon-seal>`);
    const seal = new Harness(onPage('neon-seal'));
    await seal.until(() => seal.text('hint'));
    return { seal, prompt };
  }

  const shown = (seal: Harness) => seal.part('data').querySelector('span')!.textContent;
  const input = (seal: Harness) => seal.part<HTMLInputElement>('input');
  const says = (seal: Harness, part: number, of: number) =>
    seal.until(
      () =>
        seal.text('shown') ===
        `You see part ${part} of ${of.toLocaleString('en')}. Your seal is for the whole text.`,
    );

  /** Turns from the first part to the last one. */
  async function readAll(seal: Harness): Promise<string[]> {
    const parts = [shown(seal)];
    while (seal.part('next-button').ariaDisabled === 'false') {
      seal.part('next-button').click();
      await says(seal, parts.length + 1, Number(input(seal).max));
      parts.push(shown(seal));
    }
    return parts;
  }

  const lines = (count: number) =>
    Array.from({ length: count }, (_, n) => `${n}: pay ${n * 7},50 € to Grace\n`).join('');

  it('ignores the number of a part that does not exist', async () => {
    const { seal } = await show(lines(2000));
    await says(seal, 1, 6);
    expect(seal.part('previous-button').ariaDisabled).to.equal('true');
    seal.part('previous-button').click();
    for (const typed of ['0', '7', '-1', '', '1e9']) {
      input(seal).value = typed;
      input(seal).dispatchEvent(new Event('change'));
      expect(input(seal).value, typed).to.equal('1');
    }
    await says(seal, 1, 6);
    expect(shown(seal)).to.match(/^0: pay/);
  });

  it('are not used for a short text', async () => {
    const { seal } = await show('x'.repeat(10_000));
    expect(seal.parts('next-button')).to.have.length(0);
    expect(seal.parts('shown')).to.have.length(0);
    expect(shown(seal)).to.have.length(10_000);
  });

  it('end with whole lines, and together are the whole text', async () => {
    const text = lines(2000);
    const { seal } = await show(text);
    expect(seal.text('length')).to.equal(`${text.length.toLocaleString('en')} characters`);
    const parts = await readAll(seal);
    expect(parts.every((part) => part.endsWith('Grace\n'))).to.equal(true);
    expect(parts.join('')).to.equal(text);
    expect(seal.part('next-button').ariaDisabled).to.equal('true');
    await expectAccessible(seal.element);
  });

  for (const [what, text] of [
    ['words without lines', 'seven quiet herons '.repeat(1_500)],
    ['one long word', 'x'.repeat(20_001)],
    ['a word of emoji', `x${'👍🏽'.repeat(6_000)}`],
    ['a line feed at every limit', `${'x'.repeat(9_999)}\n`.repeat(3)],
    ['only line feeds', '\n'.repeat(25_000)],
  ] as const) {
    it(`lose nothing of ${what}`, async () => {
      const { seal } = await show(text);
      const parts = await readAll(seal);
      expect(parts.length).to.be.greaterThan(1);
      expect(parts.every((part) => part && part.length <= 10_000)).to.equal(true);
      // Half an emoji would stand there by its number.
      expect(seal.parts('unseen')).to.have.length(0);
      expect(parts.join('')).to.equal(text);
    });
  }

  it('can be turned by keyboard and by number, and start at the top', async () => {
    const { seal } = await show(lines(2000));
    await says(seal, 1, 6);
    expect(seal.part('shown').role).to.equal('status');
    seal.part('data').scrollTop = 500;
    seal.part('next-button').focus();
    await sendKeys({ press: 'Enter' });
    await says(seal, 2, 6);
    expect(seal.focused).to.equal('next-button');
    expect(seal.part('data').scrollTop).to.equal(0);
    input(seal).focus();
    input(seal).select();
    await sendKeys({ type: '6' });
    await sendKeys({ press: 'Enter' });
    await says(seal, 6, 6);
    expect(shown(seal)).to.contain('1999: pay');
    await sendKeys({ press: 'ArrowDown' });
    await says(seal, 5, 6);
  });

  it('start again at the first one for other data', async () => {
    const { seal } = await show(lines(2000));
    seal.part('next-button').click();
    await says(seal, 2, 6);
    const { element } = seal;
    element.data = lines(1000);
    await says(seal, 1, 3);
    expect(input(seal).value).to.equal('1');
    element.data = 'short';
    await seal.until(() => shown(seal) === 'short');
    expect(seal.parts('shown')).to.have.length(0);
  });

  it('draw only a part of a long text, even if all of it is invisible', async () => {
    for (const text of ['a\u200B'.repeat(500_000), '\u200B\u2800'.repeat(500_000)]) {
      const { seal } = await show(text);
      expect(seal.text('length')).to.equal('1,000,000 characters');
      expect(shown(seal).length).to.be.lessThan(100_000);
      expect(seal.root.querySelectorAll('*').length).to.be.lessThan(6_000);
    }
  });

  it('of a text of 10 MB are sealed together, whichever is shown', async () => {
    await kit.enrol('ada');
    const text = lines(500_000).slice(0, 10_000_000);
    const { seal, prompt } = await show(text);
    expect(seal.text('length')).to.equal('10,000,000 characters');
    await says(seal, 1, 1000);
    expect(shown(seal).length).to.be.at.most(10_000);
    seal.part('button').click();
    await prompt.answer(pin);
    await seal.until(() => seal.states('done').length);

    const { mac, apiKey } = kit.site;
    const verdict = async (data: string) => {
      const question = {
        service: mac,
        seal: seal.element.value,
        dig: toBase64Url(sha256(utf8(data))),
        len: utf8(data).length,
      };
      return (await kit.service.rp('/seal/verify', apiKey, question)).body['ok'];
    };
    expect(await verdict(`${text}.`)).to.equal(undefined);
    expect(await verdict(text)).to.equal(true);
  });
});
