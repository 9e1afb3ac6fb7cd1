import { expect } from '@open-wc/testing';
import { Harness } from '../support/elements/harness.js';
import { KitPage, pin, settled } from '../support/elements/kit-page.js';
import { PromptHarness } from '../support/elements/prompt-harness.js';
import { engineHas } from '../support/pages/engine-features.js';
import { strictPage, type StrictPage } from '../support/pages/strict-page.js';

const elements = '/build/components/define.js';
const hasTrustedTypes = await engineHas('Trusted Types');

describe('a page with a strict policy and Trusted Types', () => {
  let kit: KitPage;
  let page: StrictPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    page = await strictPage();
  });
  afterEach(async () => {
    page.close();
    await kit.close();
  });

  function build() {
    const provider = page.document.createElement('neon-provider');
    const list = page.document.createElement('neon-login-list');
    const form = page.document.createElement('neon-activate');
    const otp = page.document.createElement('neon-otp');
    provider.setAttribute('service', kit.service.url);
    provider.setAttribute('alias', kit.site.alias);
    otp.setAttribute('login', 'ada');
    provider.append(list, form, otp);
    page.document.body.append(provider);
    return { provider, list, form, otp };
  }

  function fill(prompt: PromptHarness): void {
    for (const input of prompt.parts<HTMLInputElement>('input')) input.value = pin;
    prompt.part('button').click();
  }

  it('refuses inline styles and markup from strings, which the elements do not use', async () => {
    const node = page.document.createElement('p');
    const violated = new Promise((resolve) =>
      page.document.addEventListener('securitypolicyviolation', resolve, { once: true }),
    );
    const insert = () => (node.innerHTML = '<b>bold</b>');
    if (hasTrustedTypes) expect(insert).to.throw(/TrustedHTML|CSP/);
    else expect(insert).not.to.throw();
    node.setAttribute('style', 'color: red');
    await violated;
    expect(page.violations.length).to.be.above(0);
  });

  it('enrols and signs in without a violation, with elements that are defined after they were inserted', async () => {
    const { provider, form: activate, otp: otpElement } = build();
    await page.load(elements);
    await settled(provider);
    const prompt = PromptHarness.of(provider);
    const form = new Harness(activate);
    await form.until(() => !form.part<HTMLButtonElement>('button').disabled);
    form.part<HTMLInputElement>('input').value = await kit.code('ada');
    form.part('button').click();
    await prompt.asks();
    fill(prompt);
    await form.until(() => form.states('done').length);

    const otp = new Harness(otpElement);
    otp.part('button').click();
    await prompt.asks();
    fill(prompt);
    await otp.until(() => otp.states('ready').length);
    expect(await kit.service.verifyOtp(kit.site, 'ada', otpElement.value)).to.equal(true);
    expect(page.violations).to.deep.equal([]);
  });

  it('draws a code for another device without a violation', async () => {
    await kit.enrol('ada');
    const { provider } = build();
    const element = page.document.createElement('neon-activation-code');
    element.setAttribute('login', 'ada');
    provider.append(element);
    await page.load(elements);
    await settled(provider);
    const code = new Harness(element);
    await code.until(() => code.part('button').ariaDisabled === 'false');
    code.part('button').click();
    const prompt = PromptHarness.of(provider);
    await prompt.asks();
    fill(prompt);
    await code.until(() => code.parts('qr').length);
    expect(page.violations).to.deep.equal([]);
  });

  it('has no style attribute and no style sheet in a tree, whatever is shown', async () => {
    const { provider, list, form, otp } = build();
    await page.load(elements);
    await settled(provider);
    const trees = [provider, list, form, otp].map((element) => element.shadowRoot!);
    trees.push(PromptHarness.of(provider).root);
    for (const tree of trees) {
      expect(tree.querySelectorAll('[style], style, link')).to.have.length(0);
      expect(tree.adoptedStyleSheets.length).to.be.above(0);
    }
  });

  it('keeps the other class when a name is taken, and warns', async () => {
    const Other = class extends page.window.HTMLElement {};
    page.window.customElements.define('neon-otp', Other);
    await page.load(elements);
    expect(page.window.customElements.get('neon-otp') === Other).to.equal(true);
    expect(page.window.customElements.get('neon-activate') === undefined).to.equal(false);
    expect(
      page.warnings.filter((text) => text.startsWith('<neon-otp> is already defined')),
    ).to.have.length(1);
  });
});
