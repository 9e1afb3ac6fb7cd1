import { expect, fixture, html } from '@open-wc/testing';
import type { Messages } from '../../components/messages/messages.js';
import { en } from '../../components/messages/en.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin, settled } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';
import { replaced } from '../support/pages/replaced-member.js';

const all = ['starting', 'online', 'offline', 'failed'];
const misconfigured = 'This page is not set up correctly. Ask the support of this site.';

/** Elements with a button that starts something. */
const startingElements = [
  'neon-activate',
  'neon-otp',
  'neon-push-otp',
  'neon-activation-code',
  'neon-change-pin',
  'neon-reset-pin',
  'neon-unlock',
  'neon-bio-key',
  'neon-seal',
  'neon-access-token',
] as const;

describe('<neon-provider>', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
  });
  afterEach(() => kit.close());

  it('says that the service does not know the page', async () => {
    const failed = nextEvent(document.body, 'neon-error');
    const provider = document.createElement('neon-provider');
    provider.service = kit.service.url;
    provider.alias = '0'.repeat(32);
    const list = document.createElement('neon-login-list');
    provider.append(list);
    document.body.append(provider);
    const { error, operation } = await failed;
    const shown = new Harness(list);
    await shown.until(() => shown.text('message'));

    expect(error.code).to.equal('MACID_IS_UNKNOWN');
    expect(operation).to.equal('initOnline');
    expect(new Harness(provider).states(...all)).to.deep.equal(['failed']);
    expect(shown.text('message')).to.contain('does not know this page');
    provider.remove();
  });

  for (const [what, attributes, warning] of [
    ['a malformed alias', { alias: '{{ alias }}' }, 'alias must be 32 hexadecimal digits'],
    ['an empty alias', { alias: '' }, 'alias must be 32 hexadecimal digits'],
    [
      'a malformed service',
      { service: 'mfa' },
      'service must be an origin like https://mfa.example',
    ],
  ] as const) {
    it(`fails with a warning and a sentence for ${what}, keeps the page in view, and recovers`, async () => {
      const good = { service: kit.service.url, alias: kit.site.alias };
      const provider = document.createElement('neon-provider');
      Object.assign(provider, good, attributes);
      provider.innerHTML = '<h1>Welcome</h1><neon-login-list></neon-login-list>';
      const list = new Harness(provider.querySelector('neon-login-list')!);
      const warnings: string[] = [];
      await replaced(
        console,
        'warn',
        (text: string) => warnings.push(text),
        async () => {
          document.body.append(provider);
          await list.element.updateComplete;
          await list.until(() => list.text('message'));
          provider.appDescription = 'another name';
          await provider.updateComplete;
        },
      );
      expect(warnings.filter((text) => text.startsWith('<neon-'))).to.deep.equal([
        `<neon-provider>: ${warning}`,
      ]);
      expect(() => provider.client).to.throw(TypeError, warning);
      expect(new Harness(provider).states(...all)).to.deep.equal(['failed']);
      expect(list.text('message')).to.equal(misconfigured);
      expect(provider.querySelector('h1')!.checkVisibility()).to.equal(true);

      Object.assign(provider, good);
      await list.until(() => list.states('empty').length);
      await settled(provider);
      expect(provider.status).to.equal('online');
      expect(list.text('message')).to.equal('');
      provider.remove();
    });
  }

  it('is starting again when its service is removed after a failure', async () => {
    const provider = document.createElement('neon-provider');
    provider.service = kit.service.url;
    await replaced(
      console,
      'warn',
      () => undefined,
      async () => {
        document.body.append(provider);
        await provider.updateComplete;
      },
    );
    expect(provider.status).to.equal('failed');
    provider.service = '';
    await provider.updateComplete;
    expect(provider.status).to.equal('starting');
    provider.remove();
  });

  it('has every element say that nothing can be done where its alias is empty', async () => {
    const provider = document.createElement('neon-provider');
    provider.service = kit.service.url;
    const elements = startingElements.map((tag) => document.createElement(tag));
    for (const element of elements) element.setAttribute('login', 'ada');
    provider.append(...elements);
    await replaced(
      console,
      'warn',
      () => undefined,
      async () => {
        document.body.append(provider);
        await provider.updateComplete;
      },
    );
    for (const element of elements) {
      const shown = new Harness<HTMLElement>(element);
      await shown.until(() => shown.text('hint'));
      expect(shown.text('hint')).to.equal(misconfigured);
      const button = shown.part<HTMLButtonElement>('button');
      expect(button.disabled || button.ariaDisabled === 'true').to.equal(true);
    }
    provider.remove();
  });

  it('makes no client and sends no request without a service', async () => {
    const provider = await fixture<HTMLElementTagNameMap['neon-provider']>(
      html`<neon-provider alias=${kit.site.alias}
        ><neon-otp login="ada"></neon-otp
      ></neon-provider>`,
    );
    const otp = new Harness(onPage('neon-otp'));
    expect(provider.client).to.equal(undefined);
    expect(provider.status).to.equal('starting');
    expect(otp.part('button').ariaDisabled).to.equal('true');
    expect(await kit.service.requests()).to.deep.equal([]);

    provider.service = kit.service.url;
    await otp.until(() => otp.part('button').ariaDisabled === 'false');
    await settled(provider);
    expect(provider.status).to.equal('online');
  });

  it('is offline without the service, and online when the network comes back', async () => {
    await kit.service.plan('/btt/v1/hello', 'lose-request', 99);
    const { provider } = await kit.show(html``);
    expect(new Harness(provider).states(...all)).to.deep.equal(['offline']);

    await kit.service.clear();
    const changed = nextEvent(provider, 'neon-logins-changed');
    dispatchEvent(new Event('online'));
    await changed;
    while (provider.status !== 'online') await nextEvent(provider, 'neon-logins-changed');
    await provider.updateComplete;
    expect(new Harness(provider).states(...all)).to.deep.equal(['online']);
  });

  it('tells the page which logins are enrolled, also later ones', async () => {
    const { provider } = await kit.show(html``);
    const told = new Promise<readonly string[]>((resolve) =>
      document.body.addEventListener('neon-logins-changed', ({ logins }) => {
        if (logins.length) resolve(logins);
      }),
    );
    await provider.client!.activate(await kit.code('ada'), { pin });
    expect(await told).to.deep.equal(['ada']);
  });

  it('serves elements in shadow trees, and the nearest provider wins', async () => {
    await kit.enrol('ada');
    const other = await kit.service.addSite();
    const client = kit.client({ alias: other.alias });
    await client.activate(await kit.service.issueCode(other, 'grace'), { pin });
    client.close();
    await kit.show(
      html`<neon-provider service=${kit.service.url} alias=${other.alias}>
        <div id="host"></div>
      </neon-provider>`,
    );
    const list = document.createElement('neon-login-list');
    document.querySelector('#host')!.attachShadow({ mode: 'open' }).append(list);
    const shown = new Harness(list);
    await list.updateComplete;
    await shown.until(() => shown.parts('login').length);
    expect(shown.parts('login').map((login) => login.querySelector('input')!.value)).to.deep.equal([
      'grace',
    ]);
  });

  it('gives its client to an element that moves into it later', async () => {
    const { provider } = await kit.show(html``);
    const otp = document.createElement('neon-otp');
    otp.login = 'ada';
    document.body.append(otp);
    await otp.updateComplete;
    const shown = new Harness(otp);
    expect(shown.part('button').ariaDisabled).to.equal('true');
    provider.append(otp);
    await shown.until(() => shown.part('button').ariaDisabled === 'false');
  });

  it('is named by the error of an element that stands outside of it', async () => {
    const otp = await fixture<HTMLElementTagNameMap['neon-otp']>(
      html`<neon-otp login="ada"></neon-otp>`,
    );
    const expected = '<neon-otp> needs a <neon-provider> with service and alias around it';
    const problem = await otp.generate().catch((error: unknown) => error);
    expect((problem as Error).message).to.equal(expected);
  });

  it('aborts the operations of its client when it is removed, and makes a new client when it returns', async () => {
    await kit.enrol('ada');
    const { provider, prompt } = await kit.show(html``);
    const { client } = provider;
    const otp = client!.getOnlineOtp('ada').catch((error: unknown) => error);
    await prompt.asks();
    const place = provider.parentElement!;
    provider.remove();
    expect((await otp) instanceof DOMException).to.equal(true);

    place.append(provider);
    await settled(provider);
    expect(provider.client === client).to.equal(false);
    expect(provider.status).to.equal('online');
  });

  it('uses a client of the page', async () => {
    const client = kit.client();
    const provider = await fixture<HTMLElementTagNameMap['neon-provider']>(
      html`<neon-provider .client=${client}></neon-provider>`,
    );
    await settled(provider);
    expect(provider.client === client).to.equal(true);
    expect(provider.status).to.equal('online');
    client.close();
  });

  it('uses the language of the place where an element stands, else English', async () => {
    const xx: Messages = { ...en, lang: 'xx', getOtp: 'XX get', pin: { ...en.pin, digits: 'XX' } };
    const { provider } = await kit.show(
      html`<div lang="xx-YY"><neon-otp login="ada"></neon-otp></div>
        <p lang="zz"><neon-activate></neon-activate></p>`,
    );
    const otp = new Harness(onPage('neon-otp'));
    const form = new Harness(onPage('neon-activate'));
    expect(otp.part('button').textContent).to.contain('Get a one-time password');
    provider.languages = [xx];
    await otp.until(() => otp.part('button').textContent.includes('XX get'));
    expect(form.text('button')).to.equal('Set up this browser');

    otp.element.lang = 'en';
    await otp.until(() => otp.part('button').textContent.includes('Get a one-time password'));
  });
});
