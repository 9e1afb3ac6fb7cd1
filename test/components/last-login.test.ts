import { expect, fixture, html } from '@open-wc/testing';
import { NeonOtpGeneratedEvent } from '../../components/events.js';
import type { NeonProvider } from '../../components/neon-provider/neon-provider.js';
import type { ClientOptions } from '../../src/index.js';
import { KitPage, pin, settled } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';
import { choose, showForm, submitted, worksFor } from '../support/elements/sign-in-form.js';

describe('the account that was used last', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    for (const login of ['ada', 'grace', 'hedy']) await kit.enrol(login);
  });
  afterEach(() => kit.close());

  /** The data that the page stores for the site. */
  const kept = () => Object.entries(localStorage).filter(([name]) => name.includes(kit.site.alias));

  type Page = Awaited<ReturnType<typeof showForm>>;

  async function use({ list, otp, prompt }: Page, login: string): Promise<void> {
    choose(list, login);
    await worksFor(otp, login);
    otp.part('button').click();
    await prompt.answer(pin);
    await otp.until(() => otp.states('ready').length);
  }

  it('is forgotten and not kept with forget-last-login', async () => {
    const page = await showForm(kit);
    await use(page, 'ada');
    expect(kept()).to.have.length(1);
    localStorage.setItem('neon-last-login.another', 'ada');
    localStorage.setItem('of the page', 'ada');
    page.provider.setAttribute('forget-last-login', '');
    await page.provider.updateComplete;
    expect(kept()).to.deep.equal([]);
    expect(localStorage.getItem('neon-last-login.another')).to.equal(null);
    expect(localStorage.getItem('of the page')).to.equal('ada');
    localStorage.removeItem('of the page');
    await use(page, 'grace');
    expect(kept()).to.deep.equal([]);
    page.provider.remove();
    expect((await showForm(kit)).provider.selectedLogin).to.equal('');
  });

  it('is forgotten with the account, also when a script removes that', async () => {
    const page = await showForm(kit);
    await use(page, 'ada');
    await page.provider.client!.forget('grace');
    expect(kept()).to.have.length(1);
    const read = nextEvent(page.provider, 'neon-logins-changed');
    const client = kit.client();
    await client.forget('ada');
    client.close();
    await read;
    await page.list.until(() => page.list.parts('login').length === 1);
    expect(kept()).to.deep.equal([]);
  });

  describe('with clients of the page', () => {
    /** Shows an element with a client of the page, as long as `act` takes. */
    async function withClient(
      options: Partial<ClientOptions>,
      act: (provider: NeonProvider) => Promise<void>,
    ): Promise<void> {
      const client = kit.client(options);
      const provider = await fixture<NeonProvider>(
        html`<neon-provider .client=${client}><neon-login-list></neon-login-list></neon-provider>`,
      );
      await settled(provider);
      await act(provider);
      provider.remove();
      client.close();
    }

    const use = (provider: NeonProvider, login: string) =>
      provider.querySelector('neon-login-list')!.dispatchEvent(new NeonOtpGeneratedEvent(login, 0));

    const entry = (alias: string) => localStorage.getItem(`neon-last-login.${alias}`);

    it('is kept for each alias, so that no other client takes it away', async () => {
      const { alias } = await kit.service.addSite();
      await withClient({}, async (provider) => {
        use(provider, 'grace');
      });
      // Nobody has an account there: had the two one entry, it would be deleted.
      await withClient({ alias }, async (provider) => {
        expect(provider.logins).to.deep.equal([]);
      });
      expect([entry(kit.site.alias), entry(alias)]).to.deep.equal(['grace', null]);
      const capitals = kit.site.alias.toUpperCase();
      await withClient({ alias: capitals }, async (provider) => {
        expect(provider.selectedLogin).to.equal('grace');
      });
      const framed = kit.client({ alias: capitals, iframe: true });
      expect(framed.alias).to.equal(kit.site.alias);
      framed.close();
    });

    it('is taken once from the entry that clients have shared in version 0.1.0', async () => {
      localStorage.setItem('neon-last-login.', 'hedy');
      await withClient({}, async (provider) => {
        expect(provider.selectedLogin).to.equal('hedy');
      });
      expect([entry(''), entry(kit.site.alias)]).to.deep.equal([null, 'hedy']);
      localStorage.setItem('neon-last-login.', 'grace');
      await withClient({}, async (provider) => {
        expect(provider.selectedLogin, 'what is kept for the alias is newer').to.equal('hedy');
      });
      expect(entry('')).to.equal(null);
    });
  });

  it('is not selected while only its choice has changed, and not when it is blocked', async () => {
    const page = await showForm(kit);
    await use(page, 'ada');
    choose(page.list, 'grace');
    await worksFor(page.otp, 'grace');
    page.provider.remove();
    const next = await showForm(kit);
    expect(next.provider.selectedLogin).to.equal('ada');
    next.provider.remove();
    const [tid] = await kit.tids('ada');
    await kit.service.admin.post(`/tokens/${tid}/block`);
    const client = kit.client();
    await client.initOnline();
    client.close();
    const last = await showForm(kit);
    expect(last.provider.selectedLogin).to.equal('');
  });

  it('is selected and submitted after a reload, whichever tab has used it', async () => {
    const first = await showForm(kit);
    await use(first, 'ada');
    first.provider.remove();
    const second = await showForm(kit);
    await worksFor(second.otp, 'ada');
    expect(submitted()).to.deep.equal({ login: 'ada' });
    expect(kept().map(([, login]) => login)).to.deep.equal(['ada']);

    // As a person who goes on in another tab.
    await use(second, 'hedy');
    second.provider.remove();
    const third = await showForm(kit);
    await worksFor(third.otp, 'hedy');
    document.body.append(second.provider);
    await worksFor(second.otp, 'hedy');
    await use(third, 'grace');
    expect(second.provider.selectedLogin).to.equal('hedy');
    second.provider.remove();
  });
});
