import { expect, html } from '@open-wc/testing';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage } from '../support/elements/kit-page.js';
import { rejectionCode } from '../support/clients/rejection.js';
import { replaced } from '../support/pages/replaced-member.js';

describe('wrong tries in <neon-login-list>', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    await kit.enrol('ada');
  });
  afterEach(() => kit.close());

  async function show() {
    const shown = await kit.show(html`<neon-login-list></neon-login-list>`);
    return { ...shown, list: new Harness(onPage('neon-login-list')) };
  }

  /** In this browser; the service then tells of it. */
  async function enterWrongPin(): Promise<void> {
    const client = kit.client();
    await rejectionCode(client.getOnlineOtp('ada', { pin: '111213' }));
    await client.initOnline();
    client.close();
  }

  it('says how many wrong PINs were entered for an account, when and where', async () => {
    await enterWrongPin();
    const { list } = await show();
    await list.until(() => list.parts('wrong-tries').length);
    const year = String(new Date().getFullYear());
    expect(list.text('wrong-tries')).to.match(
      new RegExp(`^One wrong try, .*${year}.*, in this browser. If`, 'u'),
    );
    expect(list.part('wrong-tries').querySelectorAll('bdi')).to.have.length(1);
  });

  it('tells of wrong PINs that become known later in a live region', async () => {
    const { list } = await show();
    await list.until(() => list.parts('login').length);
    const [live] = list.root.querySelectorAll('[part=login] [role=status]');
    expect(live!.textContent).to.equal('');
    await enterWrongPin();
    await list.until(() => list.parts('wrong-tries').length);
    expect(live!.contains(list.part('wrong-tries'))).to.equal(true);
  });

  it('says when also where the browser knows no formats of dates', async () => {
    await enterWrongPin();
    const fails = class {
      constructor() {
        throw new RangeError('made to fail');
      }
    };
    await replaced(Intl, 'DateTimeFormat', fails, async () => {
      const { list } = await show();
      await list.until(() => list.parts('wrong-tries').length);
      expect(list.text('wrong-tries')).to.contain(String(new Date().getFullYear()));
    });
  });
});
