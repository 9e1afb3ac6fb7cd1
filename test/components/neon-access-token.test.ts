import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { expectAccessible } from '../support/elements/axe.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';
import { replaced } from '../support/pages/replaced-member.js';
import { nextEvent } from '../support/elements/next-event.js';

const states = ['pending', 'ready', 'failed'];

describe('<neon-access-token>', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    await kit.enrol('ada');
  });
  afterEach(() => kit.close());

  async function show(content = html`<neon-access-token login="ada"></neon-access-token>`) {
    const shown = await kit.show(content);
    const access = new Harness(onPage('neon-access-token'));
    await access.until(() => access.part('button').ariaDisabled === 'false');
    const obtained = async () => {
      access.part('button').click();
      await shown.prompt.answer(pin);
      await access.until(() => access.states('ready').length);
    };
    return { ...shown, access, obtained };
  }

  const introspect = async (token: string) =>
    (await kit.service.rp('/jwt/introspect', kit.site.apiKey, { token })).body;

  it('says that the site may not ask for this', async () => {
    const { access, prompt } = await show(
      html`<neon-access-token
        login="ada"
        audience="https://elsewhere.example"
      ></neon-access-token>`,
    );
    const failed = nextEvent(access.element, 'neon-error');
    access.part('button').click();
    await prompt.answer(pin);
    const { error, operation } = await failed;
    expect([error.code, operation]).to.deep.equal(['REQUEST_MALFORMED', 'getAccessToken']);
    await access.until(() => access.text('message'));
    expect(access.states(...states)).to.deep.equal(['failed']);
    expect(access.element.takeAccessToken()).to.equal(undefined);
    await expectAccessible(access.element);
  });

  it('returns to its first state, without an error, when the prompt is closed', async () => {
    const { access, prompt } = await show();
    access.part('button').click();
    await prompt.asks();
    expect(access.states(...states)).to.deep.equal(['pending']);
    await sendKeys({ press: 'Escape' });
    await access.until(() => access.part('button').ariaDisabled === 'false');
    expect(access.states(...states)).to.deep.equal([]);
    expect(access.text('message')).to.equal('');
  });

  it('hands out a valid token once, and never shows it', async () => {
    const { access, prompt } = await show();
    const event = nextEvent(access.element, 'neon-access-token-obtained');
    access.part('button').focus();
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);
    const obtained = await event;
    await access.until(() => access.states('ready').length);
    expect(access.text('status')).to.equal('Confirmed.');
    await expectAccessible(access.element);
    const shown = access.root.innerHTML;
    expect(access.element.expiresAt).to.equal(obtained.expiresAt);
    const token = access.element.takeAccessToken();

    expect(access.element.expiresAt).to.equal(undefined);
    expect(token).to.include({ tokenType: 'Bearer', expiresAt: obtained.expiresAt });
    expect(obtained.login).to.equal('ada');
    expect(JSON.stringify({ ...obtained }) + shown).not.to.contain(token!.accessToken);
    expect(await introspect(token!.accessToken)).to.include({ active: true });
    expect(access.element.takeAccessToken()).to.equal(undefined);
    await access.until(() => !access.states('ready').length);
    expect(access.text('status')).to.equal('Confirmed, and handed to this page.');
    expect(access.focused).to.equal('button');
  });

  it('forgets a token that was not taken when the login changes', async () => {
    const { access, obtained } = await show();
    await obtained();
    access.element.login = 'grace';
    await access.until(() => !access.states('ready').length);
    expect(access.element.takeAccessToken()).to.equal(undefined);
    expect(access.text('status')).to.equal('');
  });

  it('hands out no token that has expired', async () => {
    const { access, obtained } = await show();
    await obtained();
    const now = performance.now.bind(performance);
    await replaced(
      performance,
      'now',
      () => now() + 300_000,
      async () => expect(access.element.takeAccessToken()).to.equal(undefined),
    );
    await access.until(() => access.text('status') === 'Expired. Please confirm again.');
  });

  it('takes the label of its button from the page', async () => {
    const { access } = await show(
      html`<neon-access-token login="ada">Show my statement</neon-access-token>`,
    );
    const slot = access.root.querySelector('slot')!;
    expect(slot.assignedNodes()[0]!.textContent).to.equal('Show my statement');
  });
});
