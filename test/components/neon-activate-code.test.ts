import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage } from '../support/elements/kit-page.js';
import { replaced } from '../support/pages/replaced-member.js';

describe('<neon-activate> taking a code', () => {
  const home = location.href;
  let kit: KitPage;
  let code: string;
  beforeEach(async () => {
    kit = await KitPage.start();
    code = await kit.code('ada');
  });
  afterEach(async () => {
    history.replaceState(null, '', home);
    await kit.close();
  });

  async function show() {
    const shown = await kit.show(html`<neon-activate></neon-activate>`);
    const form = new Harness(onPage('neon-activate'));
    await form.until(() => !form.part<HTMLButtonElement>('button').disabled);
    return { ...shown, form, input: form.part<HTMLInputElement>('input') };
  }

  it('leaves other fragments in the address', async () => {
    history.replaceState(null, '', '#chapter=2');
    const { input } = await show();
    expect(input.value).to.equal('');
    expect(location.hash).to.equal('#chapter=2');
  });

  it('takes the code where the browser does not let the address be changed, and leaves it there', async () => {
    history.replaceState(null, '', `#neon-code=${code}`);
    const fails = () => {
      throw new DOMException('made to fail', 'SecurityError');
    };
    await replaced(History.prototype, 'replaceState', fails, async () => {
      const { form, input } = await show();
      await form.until(() => input.value);
      expect(input.value).to.equal(code);
      expect(location.hash).to.equal(`#neon-code=${code}`);
    });
  });

  it('says at once that a code in the address is mistyped', async () => {
    history.replaceState(null, '', '#neon-code=AAAA-AAAA-AAAA-AAAA');
    const { form, input } = await show();
    await form.until(() => form.text('message'));
    expect(input.value).to.equal('AAAA-AAAA-AAAA-AAAA');
    expect(form.text('message')).to.contain('typing mistake');
    expect(location.hash).to.equal('');
  });

  it('takes the code from the address, and removes it from there without a new entry in the history', async () => {
    const entries = history.length;
    history.replaceState({ kept: true }, '', `?page=1#neon-code=${code}&chapter=2`);
    const { form, input } = await show();
    await form.until(() => input.value);

    expect(input.value).to.equal(code);
    expect(location.hash).to.equal('#chapter=2');
    expect(location.search).to.equal('?page=1');
    expect(history.length).to.equal(entries);
    expect(history.state).to.deep.equal({ kept: true });
    expect(form.states('pending')).to.deep.equal([]);
  });

  it('takes the code of a link that is followed while the page is open', async () => {
    const { form, input } = await show();
    const link = document.createElement('a');
    link.href = `#neon-code=${code.replaceAll('-', '').toLowerCase()}`;
    document.body.append(link);
    const taken = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
    link.click();
    link.remove();
    await taken;
    await form.element.updateComplete;

    expect(input.value).to.equal(code);
    expect(location.hash).to.equal('');
  });

  for (const [what, form] of [
    ['without dashes', (text: string) => text.replaceAll('-', '')],
    ['in small letters', (text: string) => text.toLowerCase()],
    ['with spaces around and inside', (text: string) => `  ${text.replaceAll('-', ' ')} `],
    ['with long dashes', (text: string) => text.replaceAll('-', '\u2013')],
    ['with O for 0 and l for 1', (text: string) => text.replaceAll('0', 'O').replaceAll('1', 'l')],
    ['over two lines', (text: string) => text.replace('-', '-\r\n')],
  ] as const) {
    it(`takes a code that is pasted ${what}`, async () => {
      const { input, form: shown } = await show();
      input.focus();
      // As pasting does it, in one step; the clipboard itself belongs to all test pages together.
      document.execCommand('insertText', false, form(code));
      await shown.element.updateComplete;
      expect(input.value).to.equal(code);
      expect(shown.text('message')).to.equal('');
      expect(input.ariaInvalid).to.equal('false');
    });
  }

  it('groups the code as it is typed, and keeps the caret in its place', async () => {
    const { input } = await show();
    const bare = code.replaceAll('-', '');
    input.focus();
    await sendKeys({ type: bare.slice(0, 3) + bare.slice(4) });
    input.setSelectionRange(3, 3);
    await sendKeys({ type: bare[3]! });

    expect(input.value).to.equal(code);
    expect(input.selectionStart).to.equal(5);
  });

  it('is empty again after a reset, which aborts the operation', async () => {
    const { form, input, prompt } = await show();
    input.focus();
    await sendKeys({ type: code });
    await sendKeys({ press: 'Enter' });
    await prompt.asks();
    form.element.reset();
    await prompt.closes();
    await form.element.updateComplete;

    expect(input.value).to.equal('');
    expect(form.states('pending', 'done', 'failed')).to.deep.equal([]);
  });
});
