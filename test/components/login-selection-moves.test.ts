import { expect, html } from '@open-wc/testing';
import type { NeonLoginList, NeonOtp, NeonProvider } from '../../components/index.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, pin, settled } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';
import { choose, form, showForm, submitted, worksFor } from '../support/elements/sign-in-form.js';
import { strictPage } from '../support/pages/strict-page.js';

describe('the selection of a provider', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
  });
  afterEach(() => kit.close());

  it('is kept by a list that is removed and inserted again, or moved within the page', async () => {
    await kit.enrol('ada');
    await kit.enrol('grace');
    const { list, otp } = await showForm(kit);
    choose(list, 'grace');
    await worksFor(otp, 'grace');
    list.element.remove();
    await worksFor(otp, '');
    expect(submitted()).to.deep.equal({});
    form().append(list.element);
    await worksFor(otp, 'grace');
    form().before(list.element);
    await worksFor(otp, 'grace');
    await list.element.updateComplete;
    expect(submitted()).to.deep.equal({});
    expect(list.element.value).to.equal('grace');
  });

  it('is that of the provider around, for elements that move to another', async () => {
    await kit.enrol('ada');
    const other = await kit.service.addSite();
    const client = kit.client({ alias: other.alias });
    await client.activate(await kit.service.issueCode(other, 'grace'), { pin });
    client.close();
    const { provider, otp } = await showForm(kit);
    await worksFor(otp, 'ada');
    const second = document.createElement('neon-provider');
    second.service = kit.service.url;
    second.alias = other.alias;
    provider.after(second);
    await settled(second);
    second.append(form());
    await worksFor(otp, 'grace');
    expect(second.selectedLogin).to.equal('grace');
    expect(provider.selectedLogin).to.equal('');
    second.remove();
  });

  it('begins anew when the provider gets another alias', async () => {
    await kit.enrol('ada');
    await kit.enrol('mary');
    const other = await kit.service.addSite();
    const client = kit.client({ alias: other.alias });
    for (const login of ['ada', 'grace'])
      await client.activate(await kit.service.issueCode(other, login), { pin });
    client.close();
    const { provider, list, otp } = await showForm(kit);
    choose(list, 'ada');
    await worksFor(otp, 'ada');
    const deselected = nextEvent(list.element, 'neon-login-selected');
    provider.alias = other.alias;
    expect((await deselected).login).to.equal('');
    await list.until(() => list.parts('login').length === 2 && list.text('list').includes('grace'));
    expect(list.element.value).to.equal('');
    expect(otp.element.currentLogin).to.equal('');
  });

  it('comes from the attribute of a list, and returns to it when the form is reset', async () => {
    await kit.enrol('ada');
    await kit.enrol('grace');
    const { list, otp } = await showForm(
      kit,
      html`
        <form>
          <neon-login-list name="login" value="grace"></neon-login-list><neon-otp></neon-otp>
        </form>
      `,
    );
    await worksFor(otp, 'grace');
    choose(list, 'ada');
    await worksFor(otp, 'ada');
    form().reset();
    await worksFor(otp, 'grace');
    list.element.removeAttribute('value');
    await worksFor(otp, '');
    list.element.formStateRestoreCallback('ada');
    await worksFor(otp, 'ada');
    form().reset();
    await worksFor(otp, '');
    list.element.formStateRestoreCallback('nobody');
    expect(list.element.value).to.equal('');
  });

  for (const tags of [
    ['neon-provider', 'neon-login-list', 'neon-otp'],
    ['neon-otp', 'neon-login-list', 'neon-provider'],
    ['neon-login-list', 'neon-provider', 'neon-otp'],
  ] as const) {
    it(`reaches elements that are defined late, in the order ${tags.join(', ')}`, async () => {
      await kit.enrol('ada');
      await kit.enrol('grace');
      const page = await strictPage();
      try {
        const [provider, list, otp] = (
          ['neon-provider', 'neon-login-list', 'neon-otp'] as const
        ).map((tag) => page.document.createElement(tag)) as [NeonProvider, NeonLoginList, NeonOtp];
        provider.setAttribute('service', kit.service.url);
        provider.setAttribute('alias', kit.site.alias);
        provider.append(list, otp);
        list.value = 'grace';
        page.document.body.append(provider);
        for (const tag of tags) await page.load(`/build/components/${tag}/define.js`);
        await worksFor(new Harness(otp), 'grace');
        expect(list.value).to.equal('grace');
        expect(provider.selectedLogin).to.equal('grace');
      } finally {
        page.close();
      }
    });
  }
});
