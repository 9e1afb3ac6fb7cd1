import { expect, html } from '@open-wc/testing';
import { DocumentLanguage } from '../../components/entries/document-language.js';
import { openNotice } from '../../components/entries/number-notice.js';
import { ShippedLanguages } from '../../components/internal/session/shipped-languages.js';
import { fr } from '../../components/languages/fr.js';
import { en } from '../../components/messages/en-all.js';
import type { Messages } from '../../components/messages/messages.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage } from '../support/elements/kit-page.js';

const root = document.documentElement;

describe('the language of the elements', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
  });
  afterEach(async () => {
    root.removeAttribute('lang');
    await kit.close();
  });

  async function showOtp(languages: readonly Messages[] = []) {
    const { provider } = await kit.show(html`<neon-otp login="ada"></neon-otp>`);
    provider.languages = languages;
    return { provider, otp: new Harness(onPage('neon-otp')) };
  }

  it('is English where the page says none, an unknown or a malformed one', async () => {
    const { otp } = await showOtp();
    for (const lang of ['', 'zz', 'f', 'not a tag', 'x-fr', '-']) {
      root.lang = lang;
      await otp.element.updateComplete;
      expect(otp.text('button'), lang).to.contain(en.getOtp);
    }
  });

  it('is loaded for the lang of the page, in any case and with any region', async () => {
    const { otp } = await showOtp();
    for (const lang of ['fr', 'en', 'FR-ca', 'zz-x-fr', 'fr-Latn-CA-x-mine']) {
      root.lang = lang;
      const expected = /^fr/i.test(lang) ? fr.getOtp! : en.getOtp;
      await otp.until(() => otp.part('button').textContent.includes(expected));
    }
  });

  it('is there at the first rendering, without English before it', async () => {
    root.lang = 'fr';
    const { otp } = await showOtp();
    const seen: string[] = [];
    const observer = new MutationObserver(() => seen.push(otp.root.textContent));
    observer.observe(otp.root, { childList: true, subtree: true, characterData: true });
    await otp.element.updateComplete;
    expect([...seen, otp.root.textContent].join())
      .to.contain(fr.getOtp)
      .and.not.contain(en.getOtp);
    observer.disconnect();
  });

  it('follows the lang of each ancestor, outside of shadow roots too', async () => {
    const { otp } = await showOtp();
    const outer = document.createElement('section');
    const middle = outer.attachShadow({ mode: 'open' }).appendChild(document.createElement('p'));
    const inner = middle.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'));
    onPage('neon-provider').after(outer);
    inner.append(onPage('neon-provider'));
    for (const place of [root, outer, middle, inner, otp.element]) {
      place.lang = 'fr';
      await otp.until(() => otp.part('button').textContent.includes(fr.getOtp!));
      place.lang = 'en';
      await otp.until(() => otp.part('button').textContent.includes(en.getOtp));
    }
  });

  it('follows an element that moves', async () => {
    const { otp, provider } = await showOtp();
    const section = document.createElement('section');
    section.lang = 'fr';
    provider.append(section);
    section.append(otp.element);
    await otp.until(() => otp.part('button').textContent.includes(fr.getOtp!));
    provider.append(otp.element);
    await otp.until(() => otp.part('button').textContent.includes(en.getOtp));
  });

  it('takes single sentences of the page before those of the kit', async () => {
    root.lang = 'fr-CA';
    const { otp } = await showOtp([
      { lang: 'fr', getOtp: 'Mot de passe', otp: 'Code' },
      { lang: 'FR-CA', getOtp: 'Mon code' },
    ]);
    await otp.until(() => otp.part('button').textContent.includes('Mon code'));
    expect(otp.element.shadowRoot!.querySelector('.label')!.textContent).to.equal('Code');
    expect(otp.text('hint')).to.equal(fr.loginMissing === undefined ? '' : fr.otpHint);
  });

  it('falls back for one missing text alone, which says that it is English', async () => {
    root.lang = 'xx-YY';
    const { otp } = await showOtp([{ lang: 'xx', getOtp: 'XX get', copy: 'XX copy' }]);
    await otp.until(() => otp.part('button').textContent.includes('XX get'));
    expect(otp.part('button').querySelector('[lang]')).to.equal(null);
    const hint = otp.part('hint').querySelector('span')!;
    expect(hint.textContent).to.equal(en.otpHint);
    expect([hint.lang, hint.dir]).to.deep.equal(['en', 'ltr']);
    // An attribute has no markup: there, the direction is in the text.
    expect(otp.part('code').nextElementSibling!.ariaLabel).to.equal(`\u2066${en.otp}\u2069`);
    expect(otp.part('copy-button').ariaLabel).to.equal('XX copy');
  });

  it('takes a malformed text for a missing one, and ignores what it does not know', async () => {
    root.lang = 'xx';
    const { otp } = await showOtp([
      // As an earlier version, or another one, would have it.
      { lang: 'xx', getOtp: 7, otpHint: null, copy: { one: 'x' }, later: 'later' } as never,
    ]);
    await otp.until(() => otp.part('hint').querySelector('[lang=en]'));
    expect(otp.text('button')).to.contain(en.getOtp);
    expect(otp.part('copy-button').ariaLabel).to.contain(en.copy);
  });

  it('is that of the sentence about a field without a value', async () => {
    root.lang = 'fr';
    await kit.show(html`<neon-activate></neon-activate><neon-unlock login="ada"></neon-unlock>`);
    for (const tag of ['neon-activate', 'neon-unlock'] as const) {
      const form = new Harness(onPage(tag));
      await form.until(() => form.part('button').ariaDisabled === 'false');
      form.part('button').click();
      await form.until(() => form.text('message') === fr.fieldMissing);
      expect(form.part('input').ariaInvalid).to.equal('true');
    }
  });

  it('is followed by the notice with a number, as long as it is there', () => {
    const language = new DocumentLanguage(new ShippedLanguages({}, () => undefined));
    const shown = new AbortController();
    openNotice(shown.signal, language)('482917');
    const notice = document.body.lastElementChild!.shadowRoot!.querySelector('p')!;
    const tags = () =>
      [...notice.querySelectorAll<HTMLElement>('span[lang]')].map(({ lang }) => lang);
    for (const [lang, expected] of [
      ['en', []],
      ['zz', ['en']],
    ] as const) {
      root.lang = lang;
      language.changed();
      expect(tags()).to.deep.equal(expected);
    }
    shown.abort();
    root.lang = 'en';
    language.changed();
    expect(tags()).to.deep.equal(['en']);
    expect(notice.isConnected).to.equal(false);
  });

  it('is not followed for a notice that was given up before, which is never there', () => {
    const language = new DocumentLanguage(new ShippedLanguages({}, () => undefined));
    const last = document.body.lastElementChild;
    openNotice(AbortSignal.abort(), language)('482917');
    expect(document.body.lastElementChild).to.equal(last);
    let changes = 0;
    language.listen(() => changes++, AbortSignal.abort());
    language.changed();
    expect(changes).to.equal(0);
  });

  it('marks each English text that an element draws in a place of another language', async () => {
    root.lang = 'zz';
    await kit.show(
      html`<neon-login-list></neon-login-list><neon-activate></neon-activate>
        <neon-otp login="ada"></neon-otp><neon-push-otp login="ada"></neon-push-otp>
        <neon-push-inbox></neon-push-inbox><neon-activation-code login="ada"></neon-activation-code>
        <neon-devices login="ada"></neon-devices><neon-change-pin login="ada"></neon-change-pin>
        <neon-reset-pin login="ada"></neon-reset-pin><neon-unlock login="ada"></neon-unlock>
        <neon-bio-key login="ada"></neon-bio-key><neon-seal login="ada" data="x"></neon-seal>
        <neon-access-token login="ada"></neon-access-token>`,
    );
    const drawn = [...document.querySelectorAll('neon-provider > *')].map(
      (element) => [element.localName, element.shadowRoot?.textContent ?? ''] as const,
    );
    expect(drawn.filter(([, text]) => text)).to.have.length.greaterThan(10);
    expect(drawn.filter(([, text]) => text.includes('\u2066'))).to.deep.equal([]);
  });
});
