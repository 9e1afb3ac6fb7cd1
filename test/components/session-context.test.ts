import { consume, ContextConsumer, ContextRoot } from '@lit/context';
import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { neonSessionContext, NeonProvider, type NeonSession } from '../../components/index.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, settled } from '../support/elements/kit-page.js';
import { strictPage } from '../support/pages/strict-page.js';

const built = (tag: string) => `/build/components/${tag}/define.js`;

/** An element that a team writes on the session. */
class BankGreeting extends LitElement {
  @consume({ context: neonSessionContext, subscribe: true })
  @state()
  private session: NeonSession | undefined;

  protected override render(): TemplateResult {
    const logins = this.session?.accounts?.map(({ login }) => login) ?? [];
    return html`<p part="text">${this.session?.status}: ${logins.join(', ')}</p>`;
  }
}
customElements.define('bank-greeting', BankGreeting);

/** One without decorators and without a base class for templates, as in docs/integrate/own-elements.md. */
class BankStatus extends LitElement {
  readonly #session = new ContextConsumer(this, { context: neonSessionContext, subscribe: true });

  protected override render(): TemplateResult {
    return html`<p part="text">${this.#session.value?.status ?? 'no provider'}</p>`;
  }
}
customElements.define('bank-status', BankStatus);

describe('the session of a provider', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
  });
  afterEach(() => kit.close());

  const isReady = (otp: Harness) => otp.part('button').ariaDisabled === 'false';

  /** A provider of another site, with one account in its list. */
  async function otherProvider(login: string): Promise<NeonProvider> {
    const site = await kit.service.addSite();
    const client = kit.client({ alias: site.alias });
    await client.activate(await kit.service.issueCode(site, login), { pin: '258046' });
    client.close();
    const provider = await fixture<NeonProvider>(
      html`<neon-provider service=${kit.service.url} alias=${site.alias}></neon-provider>`,
    );
    await settled(provider);
    return provider;
  }

  for (const [when, tags] of [
    ['after the provider', ['neon-provider', 'neon-otp']],
    ['before the provider', ['neon-otp', 'neon-provider']],
  ] as const) {
    for (const [what, isFirst] of [
      ['was written before', true],
      ['is inserted afterwards', false],
    ] as const) {
      it(`reaches an element that is defined ${when} and ${what}`, async () => {
        const page = await strictPage();
        try {
          const provider = page.document.createElement('neon-provider');
          const otp = page.document.createElement('neon-otp');
          provider.setAttribute('service', kit.service.url);
          provider.setAttribute('alias', kit.site.alias);
          otp.setAttribute('login', 'ada');
          page.document.body.append(provider);
          if (isFirst) provider.append(otp);
          for (const tag of tags) await page.load(built(tag));
          if (!isFirst) provider.append(otp);
          await settled(provider);
          const shown = new Harness(otp);
          await shown.until(() => isReady(shown));
        } finally {
          page.close();
        }
      });
    }
  }

  it('has the client that the page has set before the provider is defined', async () => {
    const page = await strictPage();
    const client = kit.client();
    try {
      const provider = page.document.createElement('neon-provider');
      provider.client = client;
      page.document.body.append(provider);
      await page.load(built('neon-provider'));
      await settled(provider);
      expect(provider.client === client).to.equal(true);
      expect(provider.status).to.equal('online');
    } finally {
      client.close();
      page.close();
    }
  });

  it('changes for an element that moves from one provider to another', async () => {
    await kit.enrol('ada');
    const grace = await otherProvider('grace');
    const { provider: ada } = await kit.show(html`<neon-login-list></neon-login-list>`);
    const list = new Harness(onPage('neon-login-list'));
    await list.until(() => list.element.value === 'ada');
    grace.append(list.element);
    await list.until(() => list.element.value === 'grace');

    // The one that it has left tells it nothing more.
    await ada.client!.forget('ada');
    await list.element.updateComplete;
    expect(list.text('login')).to.contain('grace');
  });

  it('ends for an element that leaves the provider, and begins again when it returns', async () => {
    const { provider } = await kit.show(html`<neon-otp login="ada"></neon-otp>`);
    const otp = new Harness(onPage('neon-otp'));
    await otp.until(() => isReady(otp));
    document.body.append(otp.element);
    await otp.until(() => !isReady(otp));
    provider.append(otp.element);
    await otp.until(() => isReady(otp));
  });

  it('continues when a provider is moved with its elements', async () => {
    const { provider } = await kit.show(html`<neon-otp login="ada"></neon-otp>`);
    const otp = new Harness(onPage('neon-otp'));
    await otp.until(() => isReady(otp));
    const other = await fixture<HTMLElement>(html`<div></div>`);
    other.append(provider);
    await settled(provider);
    await otp.until(() => isReady(otp));
    expect(provider.status).to.equal('online');
  });

  it('can be used by elements of the page, which also get its changes', async () => {
    const { provider } = await kit.show(html`<bank-greeting></bank-greeting>`);
    const greeting = new Harness(document.querySelector<BankGreeting>('bank-greeting')!);
    await greeting.until(() => greeting.text('text') === 'online:');
    await kit.enrol('ada');
    await provider.client!.initOnline();
    await greeting.until(() => greeting.text('text') === 'online: ada');
  });

  it('reaches elements of the page that were there before the provider, with a ContextRoot', async () => {
    const place = await fixture<HTMLElement>(html`<div></div>`);
    new ContextRoot().attach(place);
    const provider = document.createElement('bank-provider');
    provider.setAttribute('service', kit.service.url);
    provider.setAttribute('alias', kit.site.alias);
    provider.innerHTML = '<bank-status></bank-status>';
    place.append(provider);
    const status = new Harness(place.querySelector<BankStatus>('bank-status')!);
    await status.element.updateComplete;
    expect(status.text('text')).to.equal('no provider');

    customElements.define('bank-provider', class extends NeonProvider {});
    await status.until(() => status.text('text') === 'online');
  });

  it('adds no listener to the document or the window when the classes are only imported', async () => {
    const page = await strictPage();
    try {
      const heard: string[] = [];
      for (const target of [page.window, page.document, page.document.documentElement]) {
        target.addEventListener = (type: string) => void heard.push(type);
      }
      await page.load('/build/components/index.js');
      expect(heard).to.deep.equal([]);
      expect(page.window.customElements.get('neon-otp')).to.equal(undefined);
    } finally {
      page.close();
    }
  });
});
