import { expect, html } from '@open-wc/testing';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';

const hebrew = '\u05d0\u05d3\u05d4';

/** Where a stretch of the text of a node is drawn. */
function boxOf(node: Node, text: string): DOMRect {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.textContent!.indexOf(text);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + text.length);
    return range.getBoundingClientRect();
  }
  throw new Error(`nothing says ${text}`);
}

describe('text in two directions', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
  });
  afterEach(async () => {
    document.documentElement.removeAttribute('dir');
    await kit.close();
  });

  it('keeps the order of English sentences in a page that runs from right to left', async () => {
    document.documentElement.dir = 'rtl';
    await kit.show(html`<neon-login-list></neon-login-list><neon-otp login="ada"></neon-otp>`);
    const list = new Harness(onPage('neon-login-list'));
    await list.until(() => list.states('empty').length);
    const otp = new Harness(onPage('neon-otp'));
    for (const [part, first, last] of [
      [list.part('empty'), 'No account', 'yet.'],
      [otp.part('hint'), 'It works', 'seconds.'],
    ] as const) {
      expect(boxOf(part, first).left).to.be.below(boxOf(part, last).left);
      expect(boxOf(part, '.').left).to.be.above(boxOf(part, last.slice(0, -1)).left);
    }
  });

  it('aligns English sentences with the text of a page that runs from right to left', async () => {
    document.documentElement.dir = 'rtl';
    await kit.show(html`<neon-otp login="ada"></neon-otp>`);
    const hint = new Harness(onPage('neon-otp')).part('hint');
    expect(boxOf(hint, 'seconds.').right).to.be.closeTo(hint.getBoundingClientRect().right, 1);
  });

  it('aligns names from left to right with the text of a page that runs from right to left', async () => {
    await kit.enrol('ada');
    document.documentElement.dir = 'rtl';
    await kit.show(html`<neon-devices login="ada" style="width: 12rem"></neon-devices>`);
    const devices = new Harness(onPage('neon-devices'));
    await devices.until(() => devices.parts('device').length);
    const name = devices.part('device').querySelector('bdi')!;
    name.style.width = '100%';
    const { right } = name.getBoundingClientRect();
    expect(boxOf(name, name.textContent.slice(0, 3)).left).to.be.above(right - 8 * 16);
    expect(getComputedStyle(name).textAlign).to.equal('right');
  });

  it('keeps a sentence from left to right in order that begins with a login from right to left', async () => {
    await kit.enrol(hebrew);
    const [tid] = await kit.tids(hebrew);
    await kit.service.admin.post(`/tokens/${tid}/block`);
    const code = await kit.code(hebrew, { kind: 'unlock', tid });
    const { prompt } = await kit.show(html`<neon-unlock login=${hebrew}></neon-unlock>`);
    const form = new Harness(onPage('neon-unlock'));
    await form.until(() => form.part('button').ariaDisabled === 'false');
    form.part<HTMLInputElement>('input').value = code;
    form.part('button').click();
    await prompt.answer(pin);
    await form.until(() => form.states('done').length);
    const success = form.part('success');
    expect(form.text('success')).to.contain(`${hebrew} is unlocked.`);
    expect(boxOf(success, hebrew).right).to.be.below(boxOf(success, 'is unlocked').left);
    expect(boxOf(success, 'is unlocked').left).to.be.below(boxOf(success, '.').left);
  });

  it('keeps a question from left to right in order that contains a login from right to left', async () => {
    await kit.enrol(`${hebrew} (2)`);
    await kit.show(html`<neon-login-list></neon-login-list>`);
    const list = new Harness(onPage('neon-login-list'));
    await list.until(() => list.parts('login').length);
    list.part('manage-button').click();
    await list.until(() => list.parts('forget-button').length);
    list.part('forget-button').click();
    await list.until(() => list.part<HTMLDialogElement>('dialog').open);
    const title = list.part('title');
    expect(list.text('title')).to.equal(`Remove ${hebrew} (2)?`);
    expect(boxOf(title, '2').right).to.be.below(boxOf(title, hebrew).left);
    expect(boxOf(title, hebrew).right).to.be.below(boxOf(title, '?').left + 1);
    list.part('cancel-button').click();
  });
});
